import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { DescribedKey } from '@/domain/signatures/kept-key'
import { keptKeys, onKeysChanged } from '@/signatures/key-store'
import { askChecker } from '@/signatures/signature-checker'

const all = ['keys'] as const

export const keyQueries = {
  all,

  /**
   * The public keys that this browser keeps, each with its state now. Other tabs of the browser change
   * them too, and say so. Fails where the browser keeps nothing, and where it cannot read keys.
   */
  list: () =>
    queryOptions({
      queryKey: [...all, 'list'],
      queryFn: async ({ client }): Promise<DescribedKey[]> => {
        followTabs(client)
        const keys = await keptKeys()
        // Who keeps no keys loads nothing that reads them.
        return keys.length === 0 ? [] : askChecker('describe-keys', { keys })
      },
      staleTime: 60_000,
    }),
}

let followed: QueryClient | undefined

function followTabs(client: QueryClient) {
  if (followed === client) return
  followed = client
  onKeysChanged(() => void client.invalidateQueries({ queryKey: all }))
}
