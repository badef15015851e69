import { useMutation, useQueryClient } from '@tanstack/react-query'
import { remove } from '@/api/client'
import { imageSignatures } from '@/api/resources'
import { refreshImage } from '@/queries/image-stream-images'

/** Takes a signature away from its image (S-48). Done when the image was read again. */
export function useRemoveSignature(digest: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ name }: { name: string }) => remove(imageSignatures, { name }),
    onSettled: () => refreshImage(queryClient, digest),
  })
}
