import { useMutation, useQueryClient } from '@tanstack/react-query'
import { create } from '@/api/client'
import { imageSignatures } from '@/api/resources'
import { hex } from '@/domain/signatures/bytes'
import { refreshImage } from '@/queries/image-stream-images'

export interface NewSignature {
  /** Base64 of an atomic container signature. */
  content: string
  /** As `image@name`; left out, a new one is made as podman and skopeo do. */
  name?: string
}

/**
 * Keeps a signature with an image (S-48). The cluster does not look into it, and honours no dry run
 * (S-28). Done when the image was read again.
 */
export function useAddSignature(digest: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ content, name }: NewSignature) =>
      create(imageSignatures, undefined, {
        apiVersion: 'image.openshift.io/v1',
        kind: 'ImageSignature',
        metadata: { name: name ?? `${digest}@${randomName()}` },
        type: 'AtomicImageV1',
        content,
      }),
    onSettled: () => refreshImage(queryClient, digest),
  })
}

/** 32 random hexadecimal digits. */
function randomName(): string {
  return hex(globalThis.crypto.getRandomValues(new Uint8Array(16)))
}
