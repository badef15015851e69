import { useQuery } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import type { LookSource } from '@/domain/image-look'
import { repositoryOf } from '@/domain/image-reference'
import type { Bytes } from '@/domain/signatures/bytes'
import { asText, readable } from '@/domain/untrusted'
import { accessQueries } from '@/queries/access'
import { imageLookQueries } from '@/queries/image-looks'
import type { CheckedImage } from '@/queries/signature-checks'
import { Button } from '@/ui/button'
import { Note } from '@/ui/note'
import { ManifestSignatures } from './cosign-signatures'
import { keptContent } from './kept-content'
import styles from './signatures.module.css'

/**
 * Signatures that cosign left in the registry and of which the stream has no tag. The registry is
 * asked only when a person wants it, through the cluster, which stores nothing (S-41).
 */
export function RegistryCompanions({
  source,
  known,
  checked,
  payloads,
}: {
  source: LookSource
  /** Digests of what the stream holds itself: that is shown already. */
  known: readonly string[]
  checked: CheckedImage
  payloads: readonly Bytes[]
}) {
  const [isAsked, setIsAsked] = useState(false)
  const { namespace } = source
  const { data: mayAsk } = useQuery(
    accessQueries.may({ verb: 'create', resource: 'imagestreamimports', namespace }),
  )
  const { data, error, isFetching } = useQuery({
    ...imageLookQueries.companions(source),
    enabled: isAsked,
    retry: false,
  })
  if (source.reference === '') return null
  const repository = repositoryOf(source.reference)
  const found = data?.filter(({ look }) => !known.includes(asText(look.image.metadata?.name)))
  return (
    <section className="ts-sec" aria-label="In the registry">
      <h2>In the registry</h2>
      <p className="ts-muted">
        Cosign keeps signatures and attestations beside the image in{' '}
        <span className="ts-mono">{repository}</span>. Those that the stream has no tag of are not
        shown until the registry is asked.
      </p>
      <div className={styles.look}>
        <Button
          variant="secondary"
          {...(mayAsk === false && {
            disabledReason: `You lack the right to create imagestreamimports in project ${namespace}`,
          })}
          onClick={() => setIsAsked(true)}
        >
          {isFetching ? 'Asking the registry…' : 'Ask the registry'}
        </Button>
        <span className="ts-muted" role="status">
          {found && foundWords(found.length)}
        </span>
      </div>
      {error && (
        <div className={styles.results}>
          <Note kind="warn" title="The registry did not tell, so nothing is known of it.">
            {error.message}
          </Note>
        </div>
      )}
      <div className={styles.results}>
        {found?.map(({ kind, reference, look }) => {
          const manifest = asText(look.image.dockerImageManifest)
          const where = reference.slice(reference.lastIndexOf(':') + 1)
          if (kind === 'sbom' || kind === 'referrers' || manifest === '') {
            return (
              <Fragment key={reference}>
                <div className="ts-mono">{where}</div>
                {(manifest ? keptContent(manifest).details : ['its manifest was not given']).map(
                  (detail) => (
                    <div className="ts-sub" key={detail}>
                      {readable(detail)}
                    </div>
                  ),
                )}
              </Fragment>
            )
          }
          return (
            <ManifestSignatures
              key={reference}
              manifest={manifest}
              digest={asText(look.image.metadata?.name)}
              where={where}
              checked={checked}
              payloads={payloads}
            />
          )
        })}
      </div>
    </section>
  )
}

function foundWords(count: number): string {
  if (count === 0) return 'The registry has nothing more beside this image.'
  return count === 1 ? 'The registry has 1 thing more.' : `The registry has ${count} things more.`
}
