import { useQuery } from '@tanstack/react-query'
import { accessQueries } from '@/queries/access'
import { Button } from '@/ui/button'

/**
 * Opens the dialog that changes what a tag points at. The right to is asked for beside the page,
 * never before it: until the answer is there, and where it cannot be had, the server decides.
 */
export function RetargetButton({
  namespace,
  stream,
  tag,
  variant = 'primary',
  onOpen,
}: {
  namespace: string
  stream: string
  tag: string
  /** Secondary where another action is what the tag asks for. */
  variant?: 'primary' | 'secondary'
  onOpen: () => void
}) {
  const { data: mayUpdate } = useQuery(
    accessQueries.may({
      verb: 'update',
      group: 'image.openshift.io',
      resource: 'imagestreamtags',
      namespace,
      name: `${stream}:${tag}`,
    }),
  )
  return (
    <Button
      variant={variant}
      aria-haspopup="dialog"
      {...(mayUpdate === false && {
        disabledReason: `You lack the right to update imagestreamtags in project ${namespace}`,
      })}
      onClick={onOpen}
    >
      Retarget
    </Button>
  )
}
