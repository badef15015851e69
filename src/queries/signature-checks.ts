import { queryOptions } from '@tanstack/react-query'
import type { Bytes } from '@/domain/signatures/bytes'
import type { KeptKey } from '@/domain/signatures/kept-key'
import { askChecker } from '@/signatures/signature-checker'

const all = ['signature-checks'] as const

/** What signatures are compared with, and the keys that they are checked with. */
export interface CheckedImage {
  image: { digest: string; repositories: readonly string[] }
  keys: readonly KeptKey[]
}

/** A key that was renamed, or joined with a newer copy, makes another answer. */
function keyOf({ image, keys }: CheckedImage) {
  return [image, keys.map(({ id, name, added }) => [id, name, added])]
}

/** Verdicts change with the time too: a key that expires is noticed within minutes. */
const staleTime = 5 * 60_000

export const signatureCheckQueries = {
  all,

  /** The signatures that the API keeps with an image, each base64 as the API has it. */
  atomic: (contents: readonly string[], checked: CheckedImage) =>
    queryOptions({
      queryKey: [...all, 'atomic', contents, ...keyOf(checked)],
      queryFn: () =>
        contents.length === 0 ? [] : askChecker('examine-atomic', { contents, ...checked }),
      staleTime,
    }),

  /** The signatures of a manifest of cosign; `payloads` may be of any of them. */
  cosign: (
    {
      manifest,
      digest,
      payloads,
    }: { manifest: string; digest: string; payloads: readonly Bytes[] },
    checked: CheckedImage,
  ) =>
    queryOptions({
      // The digest names the manifest; payloads are named by their place, for they are only added.
      queryKey: [...all, 'cosign', digest, payloads.length, ...keyOf(checked)],
      queryFn: () =>
        askChecker('examine-cosign', { manifest, manifestDigest: digest, payloads, ...checked }),
      staleTime,
    }),

  /** A file that a person has, which may be a signature of the image; `id` tells it from others. */
  given: (
    { id, bytes, manifest }: { id: string; bytes: Bytes; manifest: string },
    checked: CheckedImage,
  ) =>
    queryOptions({
      queryKey: [...all, 'given', id, manifest !== '', ...keyOf(checked)],
      queryFn: () => askChecker('examine-given', { bytes, manifest, ...checked }),
      staleTime,
      gcTime: 0,
    }),
}
