import { useMutation } from '@tanstack/react-query'
import type { Bytes } from '@/domain/signatures/bytes'
import type { FoundKeys } from '@/domain/signatures/kept-key'
import { keptKeys } from '@/signatures/key-store'
import { askChecker } from '@/signatures/signature-checker'

/** Looks for public keys in texts and files; what is kept of them already is joined with them. */
export function useFindKeys() {
  return useMutation({
    mutationFn: async (inputs: readonly { bytes: Bytes; source: string }[]): Promise<FoundKeys> => {
      const kept = await keptKeys()
      const all: FoundKeys = { keys: [], problems: [] }
      for (const input of inputs) {
        const { keys, problems } = await askChecker('find-keys', { ...input, kept })
        all.keys.push(...keys)
        const of = inputs.length > 1 ? `${input.source}: ` : ''
        all.problems.push(...problems.map((problem) => `${of}${problem}`))
      }
      return all
    },
  })
}
