import { useMemo, useState } from 'react'
import { compareImages, differencesOf } from '@/domain/image-comparison'
import { isManifestList } from '@/domain/image-config'
import { EmptyNote } from '@/ui/empty-note'
import { Note } from '@/ui/note'
import { useSearchParam } from '@/ui/search-params'
import { ComparedFacts } from './compared-facts'
import { ComparedLayers } from './compared-layers'
import { ComparedPlatforms } from './compared-platforms'
import { ComparedStepsNote } from './compared-steps-note'
import { ComparedValues } from './compared-values'
import styles from './comparison.module.css'
import { useImageConfig } from './image-configs'
import type { ReadySide } from './side-state'

/** Two images that are both there: what they share, and what became of the rest [M6]. */
export function Comparison({ left, right }: { left: ReadySide; right: ReadySide }) {
  if (left.digest === right.digest) {
    return (
      <EmptyNote title="Both are the same image">
        <p>They have the same digest, so that every byte of them is equal.</p>
      </EmptyNote>
    )
  }
  if (isManifestList(left.image) || isManifestList(right.image)) {
    return <ComparedPlatforms left={left} right={right} />
  }
  return <ComparedImages left={left} right={right} />
}

function ComparedImages({ left, right }: { left: ReadySide; right: ReadySide }) {
  const [show, setShow] = useSearchParam('show', ['differences', 'everything'])
  const [noise, setNoise] = useSearchParam('noise', ['hidden', 'shown'])
  const [asks, setAsks] = useState(false)
  const [a, b] = [useImageConfig(left, asks), useImageConfig(right, asks)]
  const comparison = useMemo(
    () =>
      compareImages(
        { image: left.image, config: a.config },
        { image: right.image, config: b.config },
      ),
    [left.image, right.image, a.config, b.config],
  )
  const hidesNoise = noise === 'hidden'
  const showsAll = show === 'everything'
  const { layers } = comparison
  const groups = comparison.groups
    .map(({ title, values }) => ({
      title,
      values: showsAll ? values : differencesOf(values, hidesNoise),
    }))
    .filter(({ values }) => values.length > 0)
  return (
    <>
      <ComparedFacts comparison={comparison} hidesNoise={hidesNoise && !showsAll} />
      <div className={`ts-bar ${styles.controls}`}>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a box and a legend */}
        <div className="ts-seg" role="group" aria-label="Show">
          <button type="button" aria-pressed={!showsAll} onClick={() => setShow('differences')}>
            Differences
          </button>
          <button type="button" aria-pressed={showsAll} onClick={() => setShow('everything')}>
            Everything
          </button>
        </div>
        {!showsAll && (
          <label className="ts-row">
            <input
              className="ts-check"
              type="checkbox"
              checked={hidesNoise}
              onChange={(event) => setNoise(event.target.checked ? 'hidden' : 'shown')}
            />
            Hide noise (dates, build ids, order)
          </label>
        )}
      </div>
      {groups.length === 0 && (
        <Note kind="plain" title="Nothing that the images say of themselves differs.">
          What differs is in their layers.
        </Note>
      )}
      {groups.map(({ title, values }) => (
        <section key={title} className="ts-sec">
          <h2>
            {title} <span className="ts-count">{values.length}</span>
          </h2>
          <ComparedValues title={title} values={values} />
        </section>
      ))}
      <section className="ts-sec">
        <h2>
          Layers <span className="ts-count">{layerWords(layers)}</span>
        </h2>
        {layers.length === 0 ? (
          <p className="ts-muted">The API lists no layers for either image.</p>
        ) : (
          <ComparedLayers layers={layers} />
        )}
        {layers.length > 0 && <ComparedStepsNote left={a} right={b} onAsk={() => setAsks(true)} />}
      </section>
    </>
  )
}

function layerWords(layers: { kind: 'shared' | 'removed' | 'added' }[]): string {
  const count = (wanted: string) => layers.filter(({ kind }) => kind === wanted).length
  return [
    `${count('shared')} shared`,
    `${count('removed')} removed`,
    `${count('added')} added`,
  ].join(', ')
}
