import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { openStore } from '../image-api/storage/lmdb-store'
import type { Store } from '../image-api/storage/store'
import { seedSample } from './seed-sample'

let folder: string
let store: Store

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-sample-'))
  store = openStore({ path: join(folder, 'data') })
})

afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the sample is in the store, whole', async () => {
  await seedSample({ store })

  expect(store.list('namespaces').map(({ metadata }) => metadata.name)).toEqual([
    'data-science',
    'payments',
    'platform',
    'release-tools',
    'shop',
  ])
  const streams = store.list<ImageStream>('imagestreams')
  for (const { status } of streams) {
    for (const image of status?.tags?.flatMap(({ items }) => items ?? []) ?? []) {
      if (image.image) expect(store.get('images', '', image.image)).toBeDefined()
    }
  }
})

test('references name the internal registry that the server is set up with', async () => {
  await seedSample({ store }, { internalRegistry: 'registry.internal.example:5000' })

  const frontend = store.get<ImageStream>('imagestreams', 'shop', 'frontend')
  const newest = frontend?.status?.tags?.find(({ tag }) => tag === 'main')?.items?.[0]
  expect(newest?.dockerImageReference).toMatch(
    /^registry\.internal\.example:5000\/shop\/frontend@sha256:/,
  )
})

test('a project that is there already is left alone, and nothing is written', async () => {
  await store.transact((transaction) =>
    transaction.put('namespaces', { kind: 'Namespace', metadata: { name: 'shop' } }),
  )

  await expect(seedSample({ store })).rejects.toThrow('namespaces /shop')
  expect(store.list('imagestreams')).toEqual([])
})
