import { RhUiCheckCircleFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-check-circle-fill-icon'
import { RhUiErrorFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-error-fill-icon'
import { RhUiWarningFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-warning-fill-icon'
import type { KeyState } from '@/domain/signatures/kept-key'

const looks = {
  valid: { tone: 'quiet', word: 'Usable', Icon: RhUiCheckCircleFillIcon },
  expired: { tone: 'warn', word: 'Expired', Icon: RhUiWarningFillIcon },
  revoked: { tone: 'bad', word: 'Revoked', Icon: RhUiErrorFillIcon },
  unusable: { tone: 'bad', word: 'Not usable', Icon: RhUiErrorFillIcon },
} satisfies Record<KeyState, unknown>

/** How a key stands: never green, for a key that can be used proves nothing yet. */
export function KeyStateLabel({ state }: { state: KeyState }) {
  const { tone, word, Icon } = looks[state]
  return (
    <span className={`ts-state ts-state--${tone}`}>
      <Icon className="ts-i" />
      {word}
    </span>
  )
}
