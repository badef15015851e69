import { type ComponentProps, lazy, Suspense } from 'react'
import { Opening } from '@/ui/opening'
import { patiently } from '@/ui/patiently'

const KeyboardHelp = lazy(async () => ({
  default: (await patiently(() => import('./keyboard-help'))).KeyboardHelp,
}))

/** The help on keys; its code loads when it is first asked for. */
export function LazyKeyboardHelp(props: ComponentProps<typeof KeyboardHelp>) {
  return (
    <Suspense fallback={<Opening />}>
      <KeyboardHelp {...props} />
    </Suspense>
  )
}
