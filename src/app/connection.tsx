import { RhUiDisconnectedIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-disconnected-icon'
import { useConnection } from '@/queries/connection'
import { RelativeTime } from '@/ui/relative-time'

const words = { live: 'Live', connecting: 'Connecting', lost: 'Not live' }

/**
 * Whether what one sees follows the cluster; nothing is said, in the same place, where nothing on the
 * page does. The banner says aloud when it cannot.
 */
export function LiveState() {
  const { state, since } = useConnection()
  const kind = since === null ? 'ts-live--rest' : state === 'live' ? '' : 'ts-live--off'
  return <span className={`ts-live ${kind}`}>{words[state]}</span>
}

/** Says that the connection is lost and how old what one sees is. The page stays usable. */
export function ConnectionBanner() {
  const { state, since } = useConnection()
  return (
    <>
      {/* Said once: the age in the banner goes on changing. */}
      <span className="ts-sr" role="status">
        {state === 'lost' && 'Connection lost. Trying again by itself.'}
      </span>
      {state === 'lost' && (
        <div className="ts-banner">
          <RhUiDisconnectedIcon className="ts-i" />
          <span>
            <span className="ts-strong">
              Connection lost {since && <RelativeTime at={since.toISOString()} />}.
            </span>{' '}
            {since && `What you see is from ${clock(since)}. `}
            Trying again by itself.
          </span>
        </div>
      )}
    </>
  )
}

function clock(date: Date): string {
  return date.toLocaleTimeString('en-GB')
}
