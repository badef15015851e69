import { RhUiCheckCircleFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-check-circle-fill-icon'
import { formatCount } from '@/domain/format-count'
import type { StreamRow } from '@/domain/stream-row'
import { importPath, tagsPath } from '@/paths'
import { LinkButton } from '@/ui/button'
import { EmptyNote } from '@/ui/empty-note'

/** The best of states: everything that was looked at is well. */
export function NoFailures({
  namespace,
  rows,
}: {
  namespace: string | undefined
  rows: readonly StreamRow[]
}) {
  const tags = rows.reduce((sum, row) => sum + row.tags.length, 0)
  return (
    <EmptyNote
      title={namespace ? `No import fails in ${namespace}` : 'No import fails'}
      art={<RhUiCheckCircleFillIcon className="ts-blank__icon ts-ok" />}
      actions={
        tags === 0 ? (
          <LinkButton variant="secondary" to={importPath(namespace ? { namespace } : {})}>
            Import from a registry
          </LinkButton>
        ) : (
          <LinkButton variant="secondary" to={tagsPath(namespace)}>
            All tags
          </LinkButton>
        )
      }
    >
      <p>
        {tags === 0
          ? 'There are no tags yet that could fail.'
          : `${formatCount(tags)} ${tags === 1 ? 'tag was' : 'tags were'} looked at. A failure is listed here the moment it happens.`}
      </p>
    </EmptyNote>
  )
}
