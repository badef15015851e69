import { missingRightsText } from '@/domain/right'
import { useMissingRights } from '@/queries/missing-rights'
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
  // The edit is a JSON Patch (S-60), and `patch` is what the cluster asks for it.
  const missing = missingRightsText(
    useMissingRights([
      { verb: 'patch', resource: 'imagestreamtags', namespace, name: `${stream}:${tag}` },
    ]),
  )
  return (
    <Button
      variant={variant}
      aria-haspopup="dialog"
      {...(missing !== '' && { disabledReason: missing })}
      onClick={onOpen}
    >
      Retarget
    </Button>
  )
}
