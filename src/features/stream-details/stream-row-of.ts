import { useState } from 'react'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { keepRow, type StreamRow, toStreamRow } from '@/domain/stream-row'

/**
 * The row of a stream that is followed live. It remembers when this page saw a wish change: the API
 * does not tell, and without it an import that was just asked for would count as unanswered (S-61).
 */
export function useStreamRow(imageStream: ImageStream | undefined): StreamRow | undefined {
  const [kept, setKept] = useState(() => ({
    imageStream,
    row: imageStream && toStreamRow(imageStream),
  }))
  if (kept.imageStream === imageStream) return kept.row
  const row = imageStream && keepRow(kept.row, toStreamRow(imageStream), new Date())
  setKept({ imageStream, row })
  return row
}
