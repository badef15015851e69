import { expect, test } from 'vitest'
import { schema1History } from './schema1-history'

const step = (Cmd: string[]) => ({
  v1Compatibility: JSON.stringify({ created: '2016-01-01T00:00:00Z', container_config: { Cmd } }),
})

test('steps are told from the oldest, one for each layer', () => {
  const manifest = JSON.stringify({
    schemaVersion: 1,
    history: [step(['/bin/sh', '-c', '#(nop) CMD ["sh"]']), step(['/bin/sh', '-c', 'make'])],
  })
  expect(schema1History(manifest)).toMatchObject([
    { created_by: '/bin/sh -c make', empty_layer: false },
    { created_by: '/bin/sh -c #(nop) CMD ["sh"]', empty_layer: false },
  ])
})

test.each(['', '[]', '{"history":7}', '{"history":[null,{"v1Compatibility":"no"}]}'])(
  'the odd manifest %j has no steps that say anything',
  (manifest) => {
    expect(schema1History(manifest).every(({ created_by }) => created_by === '')).toBe(true)
  },
)
