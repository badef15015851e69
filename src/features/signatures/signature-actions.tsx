import { EllipsisVIcon } from '@patternfly/react-icons/dist/esm/icons/ellipsis-v-icon'
import { RhUiTrashIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-trash-icon'
import { useQuery } from '@tanstack/react-query'
import type { ApiSignature } from '@/domain/signatures/api-signature'
import { useAddSignature } from '@/mutations/add-signature'
import { useRemoveSignature } from '@/mutations/remove-signature'
import { accessQueries } from '@/queries/access'
import { Menu } from '@/ui/menu'
import { useToasts } from '@/ui/toasts'

/** Removes a signature, and puts it back: the same bytes under the same name (S-48). */
export function SignatureActions({
  digest,
  signature: { name, shortName, content, facts },
}: {
  digest: string
  signature: ApiSignature
}) {
  const { data: mayDelete } = useQuery(
    accessQueries.may({ verb: 'delete', resource: 'imagesignatures' }),
  )
  const { addToast } = useToasts()
  const add = useAddSignature(digest)
  const remove = useRemoveSignature(digest)
  const label = `Actions for signature ${shortName.slice(0, 8)}`

  // Awaited, not called back: this card is gone from the page before the write is settled.
  async function handleUndo() {
    try {
      await add.mutateAsync({ name, content })
      addToast({ kind: 'ok', title: 'The signature is back' })
    } catch (error) {
      addToast({ kind: 'bad', title: 'The signature is not back', body: messageOf(error) })
    }
  }

  async function handleRemove() {
    try {
      await remove.mutateAsync({ name })
      addToast({
        kind: 'ok',
        title: `Removed signature ${shortName.slice(0, 8)}`,
        ...(facts.length > 0 && {
          body: 'Undo brings its content back; what the API said of it is gone.',
        }),
        action: { label: 'Undo', onClick: () => void handleUndo() },
      })
    } catch (error) {
      addToast({ kind: 'bad', title: 'The signature was not removed', body: messageOf(error) })
    }
  }

  return (
    <Menu
      label={label}
      className="ts-iconbtn ts-iconbtn--s"
      items={[
        {
          label: 'Remove signature',
          icon: <RhUiTrashIcon className="ts-i" />,
          isDanger: true,
          onSelect: () => void handleRemove(),
          ...(mayDelete === false && {
            disabledReason: 'You lack the right to delete imagesignatures in the cluster',
          }),
        },
      ]}
    >
      <EllipsisVIcon className="ts-i" />
    </Menu>
  )
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
