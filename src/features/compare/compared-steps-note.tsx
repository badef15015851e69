import { readable } from '@/domain/untrusted'
import { Button } from '@/ui/button'
import { Note } from '@/ui/note'
import type { ConfigState } from './image-configs'

/** Why no build steps stand beside the layers, and the way to get them where there is one. */
export function ComparedStepsNote({
  left,
  right,
  onAsk,
}: {
  left: ConfigState
  right: ConfigState
  onAsk: () => void
}) {
  if (left.config && right.config) return null
  const which = left.config ? 'the right image' : right.config ? 'the left image' : 'both images'
  const problem = left.problem || right.problem
  const isAsked = left.isAsked || right.isAsked
  return (
    <Note kind="plain" title={`The build steps of ${which} are not known.`}>
      They are in an image’s configuration, which the cluster keeps of pushed images only, and shows
      to who may get images.
      {problem !== '' && (
        <p>
          The registry did not give them:{' '}
          <span className="ts-mono ts-clamp">{readable(problem)}</span>
        </p>
      )}
      {(left.canAsk || right.canAsk) && (
        <p>
          <Button
            variant="link"
            onClick={onAsk}
            {...(isAsked && { disabledReason: 'The registry is being asked.' })}
          >
            {isAsked ? 'Asking the registry…' : 'Ask the registry for them'}
          </Button>
        </p>
      )}
    </Note>
  )
}
