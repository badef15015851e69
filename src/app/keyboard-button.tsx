import { RhUiQuestionMarkCircleIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-question-mark-circle-icon'
import { lazy, Suspense, useState } from 'react'
import { Opening } from '@/ui/opening'
import { patiently } from '@/ui/patiently'
import { useSingleKey } from '@/ui/shortcuts'

const KeyboardHelp = lazy(async () => ({
  default: (await patiently(() => import('@/features/keyboard/keyboard-help'))).KeyboardHelp,
}))

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
      {isOpen && (
        <Suspense fallback={<Opening />}>
          <KeyboardHelp onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
