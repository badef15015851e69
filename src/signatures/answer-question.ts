import type { Parsed } from '@/domain/parsed'
import { refused } from '@/domain/refused'
import { type Bytes, fromBase64, sha256Digest, utf8 } from '@/domain/signatures/bytes'
import { type CosignLayer, parseCosignManifest } from '@/domain/signatures/cosign'
import type { Examination } from '@/domain/signatures/examination'
import type { DescribedKey, FoundKeys, KeptKey } from '@/domain/signatures/kept-key'
import { examineAtomic, type SignedImage } from './examine-atomic'
import { examineCosign } from './examine-cosign'
import { examineGiven } from './examine-given'
import { findKeys } from './find-keys'
import { describeKeys, readKeptKeys } from './kept-keys'

/** What the pages ask of whoever can read keys and signatures. */
export interface Questions {
  'find-keys': {
    question: { bytes: Bytes; source: string; kept: readonly KeptKey[] }
    answer: FoundKeys
  }
  'describe-keys': { question: { keys: readonly KeptKey[] }; answer: DescribedKey[] }
  /** Signatures of the API, each base64. */
  'examine-atomic': { question: Asked & { contents: readonly string[] }; answer: Examination[] }
  /** A manifest of cosign, and files that may be the payloads of its signatures. */
  'examine-cosign': {
    question: Asked & { manifest: string; manifestDigest: string; payloads: readonly Bytes[] }
    answer: Parsed<Examination[]>
  }
  'examine-given': {
    question: Asked & { bytes: Bytes; manifest: string }
    answer: Parsed<Examination>
  }
}

interface Asked {
  image: SignedImage
  keys: readonly KeptKey[]
}

export type QuestionType = keyof Questions

type Answers = {
  [Type in QuestionType]: (
    question: Questions[Type]['question'],
    now: Date,
  ) => Promise<Questions[Type]['answer']>
}

const answers: Answers = {
  'find-keys': (question, now) => findKeys({ ...question, now }),
  'describe-keys': ({ keys }, now) => describeKeys(keys, now),

  'examine-atomic': async ({ contents, image, keys }, now) => {
    const read = await readKeptKeys(keys, now)
    const found: Examination[] = []
    for (const content of contents) {
      // What is not even base64 has no bytes, and is told as such.
      found.push(await examineAtomic(fromBase64(content) ?? new Uint8Array(), image, read, now))
    }
    return found
  },

  'examine-cosign': async ({ manifest, manifestDigest, payloads, image, keys }, now) => {
    if ((await sha256Digest(utf8(manifest))) !== manifestDigest) {
      return refused(
        'The manifest is not the one that its digest names: it was changed on the way.',
      )
    }
    const layers = parseCosignManifest(manifest)
    if (!layers.ok) return layers
    const embedded = embeddedData(manifest)
    const byDigest = new Map<string, Bytes>()
    for (const bytes of [...payloads, ...embedded]) byDigest.set(await sha256Digest(bytes), bytes)
    const read = await readKeptKeys(keys, now)
    const found: Examination[] = []
    for (const layer of layers.value) {
      const payload = byDigest.get(layer.payloadDigest) ?? null
      found.push(await examineCosign({ layer, payload }, image, read))
    }
    return found.length > 0 ? { ok: true, value: found } : refused('The manifest names nothing.')
  },

  'examine-given': async ({ bytes, manifest, image, keys }, now) =>
    examineGiven({ bytes, manifest }, image, await readKeptKeys(keys, now), now),
}

/** Blobs that a manifest carries with it (`data` of the OCI image specification). */
function embeddedData(manifest: string): Bytes[] {
  const { layers } = JSON.parse(manifest) as { layers?: ({ data?: unknown } & CosignLayer)[] }
  return (Array.isArray(layers) ? layers : []).flatMap((layer) => {
    const bytes = fromBase64(layer?.data)
    return bytes ? [bytes] : []
  })
}

/** Answers a question; WebCrypto is there in every worker of a page that came safely. */
export async function answerQuestion<Type extends QuestionType>(
  type: Type,
  question: Questions[Type]['question'],
  now: Date,
): Promise<Questions[Type]['answer']> {
  const answer: Answers[Type] = answers[type]
  return answer(question, now)
}
