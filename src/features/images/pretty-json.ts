import { useEffect, useState } from 'react'
import { prettyJson } from '@/domain/pretty-json'

/** Shorter texts are made pretty between two frames; a worker would take longer to start. */
const shortText = 40_000

/** The text made pretty; undefined while a worker does it, because it is long. */
export function usePrettyJson(text: string): string | undefined {
  const [done, setDone] = useState<{ text: string; pretty: string }>()
  const isShort = text.length <= shortText

  useEffect(() => {
    if (isShort) return
    const worker = new Worker(new URL('./pretty-json-worker.ts', import.meta.url), {
      type: 'module',
    })
    worker.onmessage = ({ data }: MessageEvent<string>) => setDone({ text, pretty: data })
    // Then the exact text is all there is, and better than nothing.
    worker.onerror = () => setDone({ text, pretty: text })
    worker.postMessage(text)
    return () => worker.terminate()
  }, [text, isShort])

  if (isShort) return prettyJson(text)
  return done?.text === text ? done.pretty : undefined
}
