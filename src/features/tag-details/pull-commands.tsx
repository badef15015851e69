import { useState } from 'react'
import { pullCommands } from '@/domain/pull-commands'
import type { StreamRow, TagRow } from '@/domain/stream-row'
import { CommandField } from '@/ui/fields'
import styles from './pull-commands.module.css'

/** Commands to pull the image: by tag or by digest, from inside or outside the cluster. */
export function PullCommands({ row, tag }: { row: StreamRow; tag: TagRow }) {
  const digest = tag.latest?.image ?? ''
  const [by, setBy] = useState<'tag' | 'digest'>('tag')
  const [isInside, setIsInside] = useState(row.publicRepository === '')
  const repository = isInside ? row.repository : row.publicRepository || row.repository
  const isByDigest = by === 'digest' && digest !== ''
  const commands = pullCommands({
    namespace: row.namespace,
    stream: row.name,
    tag: tag.name,
    repository,
    digest: isByDigest ? digest : '',
    reference: tag.latest?.reference ?? '',
  })
  return (
    <section className="ts-sec">
      <h2>
        Pull
        <span className="ts-h2end">
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a box and a legend */}
          <span className="ts-seg" role="group" aria-label="Pull by">
            <button type="button" aria-pressed={!isByDigest} onClick={() => setBy('tag')}>
              By tag
            </button>
            <button
              type="button"
              aria-pressed={isByDigest}
              className={styles.off}
              aria-disabled={digest === ''}
              title={digest === '' ? 'The tag holds no digest' : undefined}
              onClick={() => setBy('digest')}
            >
              By digest
            </button>
          </span>
        </span>
      </h2>
      <div className={`ts-pulls ${styles.pulls}`}>
        {commands.map(({ tool, command }) => (
          <div className="ts-pull" key={tool}>
            <span>{tool}</span>
            <CommandField command={command} />
          </div>
        ))}
      </div>
      <p className={`ts-sub ${styles.where}`}>
        {row.publicRepository ? (
          <>
            {isInside ? 'From inside the cluster. ' : 'From outside the cluster. '}
            <button type="button" className="ts-linkbtn" onClick={() => setIsInside(!isInside)}>
              {isInside ? 'Outside the cluster' : 'Inside the cluster'}
            </button>
          </>
        ) : (
          'From inside the cluster: its registry has no public name.'
        )}
      </p>
    </section>
  )
}
