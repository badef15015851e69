import { type Bytes, sha256Digest, utf8 } from './bytes'
import { cosignType } from './claims'

/**
 * The payload of a cosign signature, made again from what it must say. The image API has no blobs
 * but those of an image itself, and the payload is one; but cosign writes it always in the same way,
 * so that it can be made from the image's digest and its repository. It is the true one where its
 * SHA-256 is the digest that the manifest of the signature names, and undefined where none is.
 */
export async function rebuiltPayload(
  payloadDigest: string,
  manifestDigest: string,
  repositories: readonly string[],
): Promise<Bytes | undefined> {
  for (const repository of repositories) {
    for (const optional of ['null', '{}']) {
      const identity = `{"docker-reference":${JSON.stringify(repository)}}`
      const image = `{"docker-manifest-digest":${JSON.stringify(manifestDigest)}}`
      const critical = `{"identity":${identity},"image":${image},"type":"${cosignType}"}`
      const payload = utf8(`{"critical":${critical},"optional":${optional}}`)
      if ((await sha256Digest(payload)) === payloadDigest) return payload
    }
  }
  return undefined
}
