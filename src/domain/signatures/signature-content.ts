import type { Parsed } from '@/domain/parsed'
import { refused } from '@/domain/refused'
import { type Bytes, base64, fromBase64, fromHex, utf8Text } from './bytes'
import { isCosignFile } from './cosign'

/**
 * The content of a signature to add, from what a person pasted or dropped: the bytes of the file that
 * a lookaside store has, or their base64 or hexadecimal digits. Whether it is a good signature is not
 * asked here; that it is another thing altogether is.
 */
export function parseSignatureContent(input: Bytes): Parsed<string> {
  if (input.length === 0) return refused('Paste a signature, or choose its file.')
  const text = isCosignFile(input) ? undefined : utf8Text(input)?.trim()
  const bytes = text === undefined ? input : bytesOf(text)
  if (!bytes) return refused(whatElse(text ?? ''))
  if (bytes.length === 0) return refused('Paste a signature, or choose its file.')
  if (isCosignFile(bytes)) {
    return refused(
      'This is a signature of cosign. The API keeps simple signing (OpenPGP) only; cosign keeps its own beside the image, under a tag.',
    )
  }
  if (((bytes[0] ?? 0) & 0x80) === 0) {
    return refused('These bytes are no OpenPGP message: the first of them says so.')
  }
  return { ok: true, value: base64(bytes) }
}

function bytesOf(text: string): Bytes | undefined {
  const plain = text.replaceAll(/\s/g, '')
  return fromHex(plain) ?? fromBase64(plain)
}

function whatElse(text: string): string {
  if (text.startsWith('-----BEGIN PGP SIGNATURE')) {
    return 'This is a detached signature. An image is signed by one message that has the claims in it, in binary form.'
  }
  if (text.startsWith('-----BEGIN PGP')) {
    return 'This is armored. The API keeps the binary form: take the armor off first, with gpg --dearmor.'
  }
  if (text.startsWith('{')) return 'This is JSON, and no signature that the API keeps.'
  return 'This is neither base64 nor hexadecimal digits.'
}
