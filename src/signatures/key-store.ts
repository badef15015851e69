import { createStore, delMany, setMany, type UseStore, values } from 'idb-keyval'
import { isKeptKey, type KeptKey } from '@/domain/signatures/kept-key'

/** The browser would not keep or give keys. */
export class KeyStoreError extends Error {
  override name = 'KeyStoreError'
}

let store: UseStore | undefined
let channel: BroadcastChannel | undefined

/** The keys that this browser keeps, in the order in which they came. What is no key is left out. */
export async function keptKeys(): Promise<KeptKey[]> {
  const found = await attempt(() => values<unknown>(open()))
  return found
    .filter(isKeptKey)
    .sort((a, b) => a.added.localeCompare(b.added) || a.id.localeCompare(b.id))
}

/** Keeps keys; one of the same id is replaced. */
export async function keepKeys(keys: readonly KeptKey[]): Promise<void> {
  await attempt(() =>
    setMany(
      keys.map((key) => [key.id, key]),
      open(),
    ),
  )
  tell()
}

export async function forgetKeys(ids: readonly string[]): Promise<void> {
  await attempt(() => delMany([...ids], open()))
  tell()
}

/** Calls back when another tab of this browser has kept or forgotten a key. */
export function onKeysChanged(changed: () => void): void {
  open()
  channel?.addEventListener('message', changed)
}

function open(): UseStore {
  channel ??= typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name)
  store ??= createStore(name, 'keys')
  return store
}

const name = 'tagstream-keys'

function tell() {
  channel?.postMessage('changed')
}

async function attempt<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    // A connection that broke is not used again.
    store = undefined
    const why = error instanceof Error ? ` (${error.message})` : ''
    throw new KeyStoreError(`This browser does not let the page keep keys${why}.`)
  }
}
