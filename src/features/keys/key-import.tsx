import { useState } from 'react'
import { utf8 } from '@/domain/signatures/bytes'
import type { DescribedKey, KeptKey } from '@/domain/signatures/kept-key'
import { useFindKeys } from '@/mutations/find-keys'
import { useForgetKeys } from '@/mutations/forget-keys'
import { useKeepKeys } from '@/mutations/keep-keys'
import { Button } from '@/ui/button'
import { type GivenBytes, TextOrFiles } from '@/ui/text-or-files'
import { useToasts } from '@/ui/toasts'

/** Takes keys from a text or from files. What holds none stays in the field, with the reason below. */
export function KeyImport({ kept }: { kept: readonly DescribedKey[] }) {
  const [text, setText] = useState('')
  const [problems, setProblems] = useState<readonly string[]>([])
  const [hasFound, setHasFound] = useState(false)
  const { addToast } = useToasts()
  const find = useFindKeys()
  const keep = useKeepKeys()
  const forget = useForgetKeys()

  async function add(inputs: GivenBytes[], { isTyped }: { isTyped: boolean }) {
    setProblems([])
    try {
      const found = await find.mutateAsync(inputs)
      const before = new Map(kept.map((key) => [key.id, key]))
      const keys = found.keys.map((key): KeptKey => {
        const known = before.get(key.id)
        // A key keeps the name that the person gave it.
        return known ? { ...key, name: known.name } : key
      })
      if (keys.length > 0) await keep.mutateAsync(keys)
      setHasFound(keys.length > 0)
      setProblems(found.problems)
      if (isTyped && keys.length > 0 && found.problems.length === 0) setText('')
      if (keys.length > 0) sayAdded(keys, before)
    } catch (error) {
      setHasFound(false)
      setProblems([error instanceof Error ? error.message : String(error)])
    }
  }

  function sayAdded(keys: readonly KeptKey[], before: ReadonlyMap<string, KeptKey>) {
    const fresh = keys.filter(({ id }) => !before.has(id))
    const old = keys.flatMap(({ id }) => before.get(id) ?? [])
    const title =
      fresh.length === 0
        ? `${count(keys.length)} had been added before`
        : `Added ${count(fresh.length)}`
    addToast({
      kind: 'ok',
      title,
      body: keys.map(({ name }) => name).join(', '),
      action: {
        label: 'Undo',
        onClick: () => {
          if (fresh.length > 0) forget.mutate(fresh.map(({ id }) => id))
          if (old.length > 0) keep.mutate(old)
        },
      },
    })
  }

  return (
    <TextOrFiles
      label="Public keys to add"
      hint="OpenPGP (armored or binary), PEM, a ConfigMap or ClusterImagePolicy with keys, or Sigstore’s trusted_root.json. Drop files here, or paste."
      placeholder="-----BEGIN PGP PUBLIC KEY BLOCK-----"
      text={text}
      onText={setText}
      isMultiple
      onFiles={(files) => void add(files, { isTyped: false })}
      problem={
        problems.length > 0
          ? {
              title: hasFound ? 'Not everything in it was taken' : 'No key was added',
              details: problems,
            }
          : undefined
      }
    >
      <Button
        variant="primary"
        onClick={() => void add([{ bytes: utf8(text), source: 'pasted' }], { isTyped: true })}
      >
        Add keys
      </Button>
    </TextOrFiles>
  )
}

function count(keys: number): string {
  return keys === 1 ? '1 key' : `${keys} keys`
}
