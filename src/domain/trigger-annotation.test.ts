import { expect, test } from 'vitest'
import { readTriggerAnnotation } from './trigger-annotation'

const FROM = { kind: 'ImageStreamTag', name: 'app:prod' }

test('a list of triggers is read, with what is left out', () => {
  const text = JSON.stringify([
    { from: { ...FROM, namespace: 'dev' }, fieldPath: 'a', paused: true },
    { from: FROM, fieldPath: 'b' },
    null,
  ])
  expect(readTriggerAnnotation(text)).toEqual({
    triggers: [
      { from: { ...FROM, namespace: 'dev' }, fieldPath: 'a', isPaused: true },
      { from: { ...FROM, namespace: '' }, fieldPath: 'b', isPaused: false },
      { from: { kind: '', name: '', namespace: '' }, fieldPath: '', isPaused: false },
    ],
    problem: '',
  })
})

test('member names may be in any case, as Go reads them', () => {
  const { triggers, problem } = readTriggerAnnotation(
    '[{"From":{"Kind":"ImageStreamTag","NAME":"app:prod"},"fieldpath":"a","Paused":true}]',
  )
  expect(problem).toBe('')
  expect(triggers).toEqual([{ from: { ...FROM, namespace: '' }, fieldPath: 'a', isPaused: true }])
})

test.each([
  ['null', ''],
  ['[]', ''],
  ['[{"from":{"kind":"ImageStreamTag","name":"app:prod"},"paused":null}]', ''],
  ['[{"paused":"false"}]', '“paused” is the text "false"'],
  ['[{"paused":0}]', '“paused” is neither true nor false'],
  ['[{"fieldPath":7}]', '“fieldPath” is no text'],
  ['[{"from":"app:prod"}]', '“from” is no object'],
  ['[{"from":{"name":7}}]', '“from.name” is no text'],
  ['["app:prod"]', 'an entry is no object'],
  ['{"from":{}}', 'it is no list'],
  ['"text"', 'it is no list'],
  ['', 'it is not JSON'],
  ['[{]', 'it is not JSON'],
  ['[{"fieldPath":"a"},{"fieldPath":"a"}]', 'two entries set the same field'],
])('the annotation %s: %s', (text, why) => {
  const { problem } = readTriggerAnnotation(text)
  if (why === '') expect(problem).toBe('')
  else expect(problem).toContain(`as a whole, because ${why}`)
})

test('of an annotation that is ignored it is known which tags it is about', () => {
  const paused = `[{"from":${JSON.stringify(FROM)},"fieldPath":"a","paused":"false"}]`
  expect(readTriggerAnnotation(paused).triggers[0]?.from.name).toBe('app:prod')
  const broken = `[{"from":${JSON.stringify(FROM)},}]`
  expect(readTriggerAnnotation(broken).triggers[0]?.from).toEqual(FROM)
})
