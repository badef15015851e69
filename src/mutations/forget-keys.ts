import { useMutation, useQueryClient } from '@tanstack/react-query'
import { keyQueries } from '@/queries/keys'
import { forgetKeys } from '@/signatures/key-store'

/** Removes public keys from this browser, by their ids. */
export function useForgetKeys() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (ids: readonly string[]) => forgetKeys(ids),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keyQueries.all }),
  })
}
