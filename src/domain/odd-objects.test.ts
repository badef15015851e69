import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oddImage, oddImageStream, oddTagReference, oddText, oddWorkload } from '@/test/odd-objects'
import { accessoryTag, parseAccessoryTag } from './accessory-tag'
import { digestAlgorithm, digestMark, digestPrefix, isDigest, shortDigest } from './digest'
import { dockerfileText } from './dockerfile'
import { draftConsequences } from './draft-consequences'
import {
  imageSize,
  isAttestation,
  isManifestList,
  parseImageConfig,
  platform,
  platformName,
} from './image-config'
import { parseImageReference, repositoryOf } from './image-reference'
import { imagesOf, specTag, tagConditions, tagHistory, tagNames, tagRow } from './image-stream'
import { toWorkloadRow } from './image-triggers'
import { failureAdvice, failureWords } from './import-failure'
import type { TagReference } from './kinds/image-stream'
import { workloadKinds } from './kinds/workload'
import { layerRows, orderedLayers } from './layers'
import { mediaTypeWords } from './media-type'
import { ocCommand } from './oc-command'
import { pullCommands } from './pull-commands'
import { pullString } from './resolved-reference'
import { filterStreamRows, sameImageTags } from './row-filter'
import { sortStreamRows } from './row-order'
import { formatBytes } from './size'
import { finished } from './steps'
import { keepRow, sameRow, tagChanged, toStreamRow } from './stream-row'
import { draftOf, draftProblems } from './tag-draft'
import { historyEntries } from './tag-history'
import { compareTagNames } from './tag-order'
import { tagPatch } from './tag-patch'
import { parseStreamName, parseTagName, parseTagReference } from './tag-reference'
import { stateLabels, streamState, tagState } from './tag-state'
import { absoluteTime, dayOf, laterTime, relativeTime } from './time'
import { pointsAtSentence, pointsAtText, tracking } from './tracking'
import { asObjects } from './untrusted'
import { applyEvents } from './watch-event'
import { whatFires } from './what-fires'

const now = new Date('2026-11-23T12:00:00Z')

test('nothing breaks on an odd image stream, and rows hold what they promise', () => {
  fc.assert(
    fc.property(oddImageStream, (stream) => {
      const row = toStreamRow(stream)
      expect(row.key).not.toBe('')
      for (const text of [row.namespace, row.name, row.created, row.changed, row.repository]) {
        expect(typeof text).toBe('string')
      }
      expect(row.tags.map(({ name }) => name)).toEqual(tagNames(stream))
      expect(sameRow(row, toStreamRow(structuredClone(stream)))).toBe(true)
      expect(keepRow(row, toStreamRow(stream), now)).toBe(row)
      expect(stateLabels[streamState(row, now).word]).toBeTypeOf('string')
      const at = { namespace: row.namespace, stream: row.name }
      for (const tag of row.tags) {
        expect(tagRow(stream, tag.name)).toEqual(tag)
        expect(tagState(tag, now, { stream: row }).label).not.toBe('')
        expect(tagState(tag, now).severity).toBeGreaterThanOrEqual(0)
        expect(pointsAtSentence(tag, at).lead).not.toBe('')
        expect(pointsAtText(tag, at)).toBeTypeOf('string')
        expect(tracking(tag, at)).toBeTypeOf('string')
        expect(pullString(tag, row.repository)).toBeTypeOf('string')
        expect(tagChanged(tag)).toBeTypeOf('string')
        pullCommands({ ...at, tag: tag.name, repository: row.repository })
        specTag(stream, tag.name)
        tagConditions(stream, tag.name)
        for (const event of tagHistory(stream, tag.name)) {
          expect(event.image).toBeTypeOf('string')
          expect(event.created).toBeTypeOf('string')
        }
        const entries = historyEntries(stream, tag.name)
        expect(entries).toHaveLength(tag.revisions)
        for (const entry of entries) expect(entry.phrase).toMatch(/^was /)
      }
      for (const [digest, image] of imagesOf(stream)) expect(image.digest).toBe(digest)
    }),
  )
})

test('lists of odd streams filter, sort and follow a watch', () => {
  fc.assert(
    fc.property(fc.array(oddImageStream, { maxLength: 4 }), oddText, (streams, text) => {
      const rows = streams.map(toStreamRow)
      expect(finished(filterStreamRows(rows, {}, now))).toBe(rows)
      finished(filterStreamRows(rows, { text, tag: text, digest: text, states: ['current'] }, now))
      expect(finished(sortStreamRows(rows, { by: 'state', descending: true }, now))).toHaveLength(
        rows.length,
      )
      expect(finished(sortStreamRows(rows, { by: 'changed', descending: true }, now))).toHaveLength(
        rows.length,
      )
      finished(sameImageTags(rows))
      const events = streams.map((object) => ({ type: 'MODIFIED' as const, object }))
      applyEvents({ metadata: {}, items: [] }, events)
    }),
  )
})

test('odd references make drafts, sentences, commands and patches', () => {
  const at = { namespace: 'shop', stream: 'web', tag: 'prod' }
  fc.assert(
    fc.property(oddTagReference, oddText, (reference, text) => {
      const seen = (typeof reference === 'object' ? reference : null) as TagReference | null
      const draft = { ...draftOf(seen ?? undefined), from: text }
      draftProblems(draft, at, seen ?? undefined)
      draftConsequences(seen, draft, at)
      ocCommand(at, draft, seen ?? undefined)
      tagPatch(seen, draft, { at })
    }),
  )
})

test('nothing breaks on an odd image', () => {
  fc.assert(
    fc.property(oddImage, (image) => {
      expect(platform(image)).toBeTypeOf('string')
      const size = imageSize(image)
      expect(size === null || size > 0).toBe(true)
      isManifestList(image)
      const rows = layerRows(orderedLayers(image))
      for (const row of rows) expect(row.share).toBeGreaterThanOrEqual(0)
      for (const manifest of asObjects(image.dockerImageManifests)) {
        platformName(manifest)
        isAttestation(manifest)
      }
    }),
  )
})

test('nothing breaks on odd text', () => {
  fc.assert(
    fc.property(oddText, oddText, (text, other) => {
      isDigest(text)
      digestAlgorithm(text)
      digestPrefix(text)
      expect(digestMark(text).cells).toHaveLength(25)
      expect(shortDigest(text).length).toBeLessThanOrEqual(12)
      parseImageReference(text)
      repositoryOf(text)
      parseTagReference(text)
      parseTagName(text)
      parseStreamName(text)
      parseImageConfig(text)
      const accessory = parseAccessoryTag(text)
      if (accessory) expect(accessoryTag(accessory.digest, accessory.kind)).toBe(text)
      expect(mediaTypeWords(text)).toBeTypeOf('string')
      expect(failureWords(text)).toBeTypeOf('string')
      expect(failureAdvice(text)).toBeTypeOf('string')
      compareTagNames(text, other)
      relativeTime(text, now)
      absoluteTime(text)
      dayOf(text)
      laterTime(text, other)
      formatBytes(Number(text))
      const step = { created: '', created_by: text, author: '', comment: other, empty_layer: true }
      dockerfileText([step])
    }),
  )
})

test('nothing breaks on an odd workload, and its triggers are all told of', () => {
  const kind = fc.constantFrom(...workloadKinds)
  fc.assert(
    fc.property(kind, oddWorkload, oddImageStream, (of, workload, stream) => {
      const row = toWorkloadRow(of, workload)
      for (const { namespace, stream: name, tag, container, holds } of row.triggers) {
        for (const text of [namespace, name, tag, container, ...holds]) {
          expect(text).toBeTypeOf('string')
        }
        const change = { namespace, stream: name, tag, image: '', reference: 'a' }
        const found = whatFires(change, { streams: [toStreamRow(stream)], workloads: [row] })
        expect(found.map(({ workload: { key } }) => key)).toContain(row.key)
      }
      for (const problem of row.problems) expect(problem).toMatch(/\.$/)
    }),
  )
})
