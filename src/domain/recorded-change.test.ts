import { expect, it } from 'vitest'
import type { ManagedFieldsEntry } from './kinds/meta'
import { recordedChange } from './recorded-change'

const entry = (
  manager: string,
  time: string,
  tags: string[],
  more: Partial<ManagedFieldsEntry> = {},
): ManagedFieldsEntry => ({
  manager,
  time,
  operation: 'Update',
  fieldsV1: {
    'f:spec': {
      'f:tags': Object.fromEntries(tags.map((tag) => [`k:{"name":"${tag}"}`, { 'f:from': {} }])),
    },
  },
  ...more,
})

const applied = entry('kubectl', '2026-11-01T10:00:00Z', ['prod', 'dev'])
const edited = entry('kubectl-edit', '2026-11-20T10:00:00Z', ['prod'])
const status = entry('import', '2026-11-23T10:00:00Z', ['prod'], { subresource: 'status' })

it.each([
  ['nothing', undefined, 'prod', undefined],
  ['an empty list', [], 'prod', undefined],
  ['the newest that names the tag', [edited, applied], 'prod', 'kubectl-edit'],
  ['one of another tag only', [edited, applied], 'dev', 'kubectl'],
  ['no change of this tag', [edited], 'dev', undefined],
  ['no writes of the status', [applied, status], 'prod', 'kubectl'],
  ['no nameless program', [entry('', '2026-11-24T10:00:00Z', ['prod'])], 'prod', undefined],
  ['a name with a quote in it', [entry('x', '', ['a\\"b'])], 'a"b', 'x'],
] as const)('tells %s', (_what, fields, tag, manager) => {
  expect(recordedChange(fields, tag)?.manager).toBe(manager)
})

it.each([[null], ['text'], [7], [[null, 3, {}]], [[{ fieldsV1: 'x', manager: 'm' }]]])(
  'is not upset by %j',
  (odd) => {
    expect(recordedChange(odd as never, 'prod')).toBeUndefined()
  },
)
