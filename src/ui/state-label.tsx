import { RhUiCheckCircleFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-check-circle-fill-icon'
import { RhUiErrorFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-error-fill-icon'
import { RhUiLinkBrokenIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-link-broken-icon'
import { RhUiLinkIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-link-icon'
import { RhUiPendingIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-pending-icon'
import { RhUiSyncIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-sync-icon'
import { RhUiUploadIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-upload-icon'
import { RhUiWarningFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-warning-fill-icon'
import type { TagState, TagStateWord } from '@/domain/tag-state'

const looks = {
  current: { tone: 'ok', Icon: RhUiCheckCircleFillIcon },
  pushed: { tone: 'quiet', Icon: RhUiUploadIcon },
  reference: { tone: 'quiet', Icon: RhUiLinkIcon },
  neverImported: { tone: 'quiet', Icon: RhUiPendingIcon },
  importing: { tone: 'busy', Icon: RhUiSyncIcon },
  noAnswer: { tone: 'warn', Icon: RhUiPendingIcon },
  diverged: { tone: 'warn', Icon: RhUiWarningFillIcon },
  unresolved: { tone: 'warn', Icon: RhUiLinkBrokenIcon },
  importFailed: { tone: 'bad', Icon: RhUiErrorFillIcon },
} satisfies Record<TagStateWord, { tone: string; Icon: typeof RhUiSyncIcon }>

/** A state: word, icon and colour. Calm states are plain text, the others ask to be looked at. */
export function StateLabel({ state }: { state: Pick<TagState, 'word' | 'label'> }) {
  const { tone } = looks[state.word]
  return (
    <span className={`ts-state ts-state--${tone}`}>
      <StateIcon word={state.word} />
      {state.label}
    </span>
  )
}

/** The icon of a state alone, where the word stands beside it anyway. */
export function StateIcon({ word }: { word: TagStateWord }) {
  const { Icon } = looks[word]
  return <Icon className="ts-i" />
}

/** Which of the colour classes (`ts-bad` …) a state's icon takes outside a label. */
export function stateTone(word: TagStateWord): string {
  const { tone } = looks[word]
  return tone === 'quiet' ? 'muted' : tone
}
