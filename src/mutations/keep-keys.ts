import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { KeptKey } from '@/domain/signatures/kept-key'
import { keyQueries } from '@/queries/keys'
import { keepKeys } from '@/signatures/key-store'

/** Keeps public keys in this browser, and nowhere else; one that is kept already is replaced. */
export function useKeepKeys() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (keys: readonly KeptKey[]) => keepKeys(keys.map(onlyKept)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keyQueries.all }),
  })
}

/** What a key says of itself is read anew each time, and not kept beside it. */
function onlyKept({ id, type, name, content, added, source }: KeptKey): KeptKey {
  return { id, type, name, content, added, source }
}
