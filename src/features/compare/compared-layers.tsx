import { useState } from 'react'
import type { ComparedLayer } from '@/domain/compared-layers'
import { shortDigest } from '@/domain/digest'
import { formatCount } from '@/domain/format-count'
import { formatBytes } from '@/domain/size'
import { readable } from '@/domain/untrusted'
import styles from './compared-layers.module.css'

const shortList = 150

const looks = {
  shared: { mark: '=', word: 'In both' },
  removed: { mark: '−', word: 'Only in the left image' },
  added: { mark: '+', word: 'Only in the right image' },
}

/** The layers of two images as one list, first built first. */
export function ComparedLayers({ layers }: { layers: ComparedLayer[] }) {
  const [shown, setShown] = useState(shortList)
  return (
    <>
      <ol className={styles.list} aria-label="Layers">
        {layers.slice(0, shown).map((layer, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a digest may be there several times
          <li key={`${index} ${layer.digest}`} className={`${styles.layer} ${styles[layer.kind]}`}>
            <span className={styles.mark}>
              <span aria-hidden="true">{looks[layer.kind].mark}</span>
              <span className="ts-sr">{looks[layer.kind].word}: </span>
            </span>
            <span className="ts-mono ts-trunc" title={layer.digest}>
              {shortDigest(layer.digest) || 'no digest'}
            </span>
            <span
              className={`ts-mono ts-trunc ${styles.step}`}
              title={layer.instruction && readable(layer.instruction)}
            >
              {layer.instruction && readable(layer.instruction)}
              {layer.isMoved && <span className="ts-muted"> at another place</span>}
            </span>
            <span className={`ts-mono ts-num ${styles.size}`}>
              {layer.size === null ? 'size not known' : formatBytes(layer.size)}
            </span>
            <span className={`ts-print ts-mono ${styles.whole}`}>{readable(layer.digest)}</span>
          </li>
        ))}
      </ol>
      {layers.length > shown && (
        <button type="button" className="ts-linkbtn" onClick={() => setShown(shown + shortList)}>
          Show more ({formatCount(layers.length - shown)})
        </button>
      )}
    </>
  )
}
