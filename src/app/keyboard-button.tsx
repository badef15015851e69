import { RhUiQuestionMarkCircleIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-question-mark-circle-icon'
import { useState } from 'react'
import { LazyKeyboardHelp } from '@/features/keyboard/lazy-keyboard-help'
import { useSingleKey } from '@/ui/shortcuts'

/** Opens the help on keys: by a click, and by `?` where single keys do things. */
export function KeyboardButton() {
  const [isOpen, setIsOpen] = useState(false)
  useSingleKey('?', () => setIsOpen(true))
  return (
    <>
      <button
        type="button"
        className="ts-iconbtn"
        aria-label="Keyboard help"
        aria-haspopup="dialog"
        title="Keyboard help"
        onClick={() => setIsOpen(true)}
      >
        <RhUiQuestionMarkCircleIcon className="ts-i" />
      </button>
      {isOpen && <LazyKeyboardHelp onClose={() => setIsOpen(false)} />}
    </>
  )
}
