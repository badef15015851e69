import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { get } from '@/api/client'
import { imageStreams } from '@/api/resources'
import { specTag } from '@/domain/image-stream'
import type { TagReference } from '@/domain/kinds/image-stream'
import { draftOf, type TagDraft } from '@/domain/tag-draft'
import { tagPatch } from '@/domain/tag-patch'
import { differences, mergeDrafts, type Sides } from '@/features/retarget/draft-fields'
import { RetargetConflict } from '@/mutations/retarget-failure'
import { writeTag } from '@/mutations/write-tag'
import { listeningGateway } from './listening-gateway'

// Four people edit the same stream at once, with the dashboard's own functions, against a gateway on
// a socket. An edit that was acknowledged may only disappear by one that was made knowing of it.

const namespace = 'race'
const stream = 'web'
const tags = ['dev', 'stage', 'prod']

let gateway: Awaited<ReturnType<typeof listeningGateway>>

beforeAll(async () => {
  gateway = await listeningGateway()
  const { fetch } = globalThis
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    fetch(new URL(path, gateway.url), init),
  )
  await send('/api/v1/namespaces', { kind: 'Namespace', metadata: { name: namespace } })
  await send(`/apis/image.openshift.io/v1/namespaces/${namespace}/imagestreams`, {
    kind: 'ImageStream',
    apiVersion: 'image.openshift.io/v1',
    metadata: { name: stream },
    spec: { tags: tags.map((name) => ({ name, reference: true, from: sourceNamed('start') })) },
  })
})

afterAll(async () => {
  vi.unstubAllGlobals()
  await gateway.close()
})

async function send(path: string, body: unknown) {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
  expect(answer.ok).toBe(true)
}

const sourceNamed = (name: string) => ({
  kind: 'DockerImage',
  name: `registry.example.com/a:${name}`,
})

/** What an acknowledged write did to one field. */
interface Done {
  tag: string
  field: string
  was: string
  is: string
}

/** Chance that repeats itself (mulberry32): a failure can be looked at again. */
function chance(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { next, one: <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)] as T }
}

type Chance = ReturnType<typeof chance>

/** One or two fields changed, to values that nobody else ever writes, as far as there are such. */
function edited(seen: TagDraft, word: string, random: Chance): TagDraft {
  const edits: (() => Partial<TagDraft>)[] = [
    () => ({ from: sourceNamed(word).name }),
    () => ({ referencePolicy: seen.referencePolicy === 'Local' ? 'Source' : 'Local' }),
    () => ({ insecure: !seen.insecure }),
    () => {
      const name = random.one(['owner', 'ticket', 'note'])
      return { annotations: [...seen.annotations.filter(([key]) => key !== name), [name, word]] }
    },
  ]
  const [first, second] = [random.one(edits), random.one(edits)]
  return { ...seen, ...first(), ...(random.next() < 0.3 ? second() : {}) }
}

const read = async (tag: string): Promise<TagReference | undefined> =>
  specTag(await get(imageStreams, { namespace, name: stream }), tag)

/** An edit as a person makes it in the dialog: conflicts are settled field by field, at random. */
async function edit(word: string, random: Chance, done: Done[]): Promise<number> {
  const tag = random.one(tags)
  const at = { namespace, stream, tag }
  let seen = await read(tag)
  let draft = edited(draftOf(seen), word, random)
  for (let conflicts = 0; ; conflicts++) {
    const base = draftOf(seen)
    const changes = differences(base, draft)
    if (changes.length === 0) return conflicts
    try {
      await writeTag(at, tagPatch(seen, draft, { at }))
      done.push(
        ...changes.map(({ key, value }) => ({
          tag,
          field: key,
          was: value(base),
          is: value(draft),
        })),
      )
      return conflicts
    } catch (error) {
      if (!(error instanceof RetargetConflict)) throw error
      const theirs = draftOf(error.current)
      const sides: Sides = Object.fromEntries(
        differences(theirs, draft).map(({ key }) => [key, random.one(['mine', 'theirs'])]),
      )
      draft = mergeDrafts({ base, theirs, mine: draft }, random.next() < 0.5 ? sides : {})
      seen = error.current
    }
  }
}

async function editOften(client: number, times: number, done: Done[]): Promise<number> {
  const random = chance(client + 1)
  let conflicts = 0
  for (let index = 0; index < times; index++) {
    conflicts += await edit(`${client}-${index}`, random, done)
  }
  return conflicts
}

test('200 edits by four people at once: each is in the result, or was overridden knowingly', async () => {
  const done: Done[] = []
  const before = new Map<string, TagDraft>()
  for (const tag of tags) before.set(tag, draftOf(await read(tag)))
  const conflicts = await Promise.all([0, 1, 2, 3].map((client) => editOften(client, 50, done)))

  // Without conflicts nothing was tried, and without most edits nothing was done.
  expect(conflicts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(20)
  expect(done.length).toBeGreaterThan(120)

  for (const tag of tags) {
    const [first, last] = [before.get(tag) ?? draftOf(undefined), draftOf(await read(tag))]
    const fields = new Set(done.filter((each) => each.tag === tag).map(({ field }) => field))
    for (const { key, value } of differences(first, last)) {
      expect(fields, `${tag} ${key} is ${value(last)}`).toContain(key)
    }
    for (const field of fields) {
      const edits = done.filter((each) => each.tag === tag && each.field === field)
      const begin = fieldOf(first, field)
      expect(walked(begin, edits), `${tag} ${field}`).toEqual({
        end: fieldOf(last, field),
        lost: [],
      })
    }
  }
}, 60_000)

function fieldOf(draft: TagDraft, field: string): string {
  const name = field.replace(/^annotation /, '')
  if (name !== field) return draft.annotations.find(([key]) => key === name)?.[1] ?? ''
  return (
    differences(draft, otherThan(draft))
      .find(({ key }) => key === field)
      ?.value(draft) ?? ''
  )
}

/** A draft that differs in every plain field, so that each of them can be asked for its value. */
function otherThan(draft: TagDraft): TagDraft {
  return {
    ...draft,
    from: `${draft.from}x`,
    insecure: !draft.insecure,
    referencePolicy: draft.referencePolicy === 'Local' ? 'Source' : 'Local',
  }
}

/**
 * Each edit says which value it replaced. Followed from the first value they are one way through all
 * of them; an edit that is off the way replaced a value that somebody else had replaced already.
 */
function walked(begin: string, edits: readonly Done[]): { end: string; lost: Done[] } {
  const left = [...edits]
  let end = begin
  for (;;) {
    const index = left.findIndex(({ was }) => was === end)
    const [next] = index < 0 ? [] : left.splice(index, 1)
    if (!next) return { end, lost: left }
    end = next.is
  }
}
