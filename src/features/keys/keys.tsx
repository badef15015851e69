import { useQuery } from '@tanstack/react-query'
import type { DescribedKey } from '@/domain/signatures/kept-key'
import { keyQueries } from '@/queries/keys'
import { Button } from '@/ui/button'
import { download } from '@/ui/download'
import { EmptyNote } from '@/ui/empty-note'
import { ErrorState } from '@/ui/error-state'
import { SkeletonRows } from '@/ui/skeleton'
import { KeyCard } from './key-card'
import { KeyImport } from './key-import'
import { WellKnownKeys } from './well-known-keys'

/** All keys in one text, which is read again; a trusted root is a file of its own. */
function exportOf(keys: readonly DescribedKey[]): string {
  return keys
    .filter(({ type }) => type !== 'trusted-root')
    .map(({ exported }) => exported)
    .join('\n')
}

/** The public keys of a person [S4]: add, name, remove and export. They never leave the browser. */
export function Keys() {
  const { data: keys, error, refetch } = useQuery(keyQueries.list())
  return (
    <>
      <section className="ts-sec" aria-label="Add keys">
        <KeyImport kept={keys ?? []} />
      </section>
      <section className="ts-sec">
        <h2>
          Your keys {keys && keys.length > 0 && <span className="ts-count">{keys.length}</span>}
          {keys && keys.length > 0 && (
            <span className="ts-h2end">
              <Button variant="link" onClick={() => download('tagstream-keys.txt', exportOf(keys))}>
                Export all
              </Button>
            </span>
          )}
        </h2>
        {keys?.map((key) => (
          <KeyCard key={key.id} value={key} />
        ))}
        {keys?.length === 0 && (
          <EmptyNote title="No keys yet">
            <p>
              Without a key nothing can be verified: of every signature the dashboard says that it
              cannot tell. Add the public keys of those who sign your images.
            </p>
          </EmptyNote>
        )}
        {!keys && error && (
          <ErrorState
            title="Your keys cannot be read"
            detail={error.message}
            onRetry={() => void refetch()}
          />
        )}
        {!keys && !error && <SkeletonRows rows={3} columns={2} />}
      </section>
      <WellKnownKeys />
    </>
  )
}
