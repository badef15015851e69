import { useSyncExternalStore } from 'react'

let isAboutToPrint = false

/** Whether the page is being printed: what is drawn only when it is scrolled to must be drawn by then. */
export function useIsPrinting(): boolean {
  return useSyncExternalStore(subscribe, isPrinting)
}

function isPrinting(): boolean {
  return isAboutToPrint || window.matchMedia('print').matches
}

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia('print')
  const onBefore = () => {
    isAboutToPrint = true
    listener()
  }
  const onAfter = () => {
    isAboutToPrint = false
    listener()
  }
  window.addEventListener('beforeprint', onBefore)
  window.addEventListener('afterprint', onAfter)
  media.addEventListener('change', listener)
  return () => {
    window.removeEventListener('beforeprint', onBefore)
    window.removeEventListener('afterprint', onAfter)
    media.removeEventListener('change', listener)
  }
}
