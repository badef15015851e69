import { useEffect, useState } from 'react'
import { checkDigest, type DigestCheck } from '@/domain/digest-check'

/** The digest of a document computed again in the browser; undefined while it is, and for no text. */
export function useDigestCheck(
  text: string,
  expected: string,
  isManifest: boolean,
): DigestCheck | undefined {
  const [done, setDone] = useState<{ text: string; expected: string; check: DigestCheck }>()

  useEffect(() => {
    if (text === '') return
    let isOver = false
    checkDigest(text, expected, { isManifest }).then((check) => {
      if (!isOver) setDone({ text, expected, check })
    })
    return () => {
      isOver = true
    }
  }, [text, expected, isManifest])

  return done && done.text === text && done.expected === expected ? done.check : undefined
}
