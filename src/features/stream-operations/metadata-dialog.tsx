import { useState } from 'react'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { pairsProblem } from '@/domain/qualified-name'
import { mergePairs, setStreamMetadata } from '@/domain/stream-operations/stream-metadata'
import { asTextMap } from '@/domain/untrusted'
import { Note } from '@/ui/note'
import { PairRows } from '@/ui/pair-rows'
import type { StreamDialogProps } from './dialog-props'
import { StreamDialog } from './stream-dialog'
import styles from './stream-dialog.module.css'

/** [P1] Labels and annotations. What others change meanwhile is shown, and never taken back. */
export function MetadataDialog({ at, imageStream, gone, onClose }: StreamDialogProps) {
  const [seen, setSeen] = useState(imageStream)
  const [labels, setLabels] = useState(() => labelsOf(seen))
  const [annotations, setAnnotations] = useState(() => annotationsOf(seen))
  const [isSaved, setIsSaved] = useState(false)
  const operation = setStreamMetadata(at, seen, { labels, annotations })
  const isMoved =
    !isSaved &&
    (differ(labelsOf(seen), labelsOf(imageStream)) ||
      differ(annotationsOf(seen), annotationsOf(imageStream)))

  function handleTakeOver() {
    setLabels(mergePairs(labelsOf(seen), labelsOf(imageStream), labels))
    setAnnotations(mergePairs(annotationsOf(seen), annotationsOf(imageStream), annotations))
    setSeen(imageStream)
  }

  return (
    <StreamDialog
      title={`Labels and annotations of ${at.stream}`}
      action="Save labels and annotations"
      operation={operation}
      blocker={gone}
      isDirty={operation.write !== null || !operation.blocker.startsWith('Nothing')}
      done={`Labels and annotations of ${at.stream} are saved`}
      onSave={setIsSaved}
      onClose={onClose}
    >
      {isMoved && (
        <div role="alert" className={styles.note}>
          <Note kind="warn" title="Somebody else changed them while this was open.">
            What you wrote is kept.{' '}
            <button type="button" className="ts-linkbtn" onClick={handleTakeOver}>
              Take over their changes
            </button>
          </Note>
        </div>
      )}
      <PairRows
        legend="Labels"
        word="label"
        pairs={labels}
        problem={pairsProblem(labels, 'label')}
        onChange={setLabels}
      />
      <PairRows
        legend="Annotations"
        word="annotation"
        pairs={annotations}
        problem={pairsProblem(annotations, 'annotation')}
        onChange={setAnnotations}
      />
    </StreamDialog>
  )
}

function labelsOf({ metadata }: ImageStream): [string, string][] {
  return Object.entries(asTextMap(metadata.labels))
}

function annotationsOf({ metadata }: ImageStream): [string, string][] {
  return Object.entries(asTextMap(metadata.annotations))
}

function differ(a: [string, string][], b: [string, string][]): boolean {
  const other = new Map(b)
  return a.length !== b.length || a.some(([name, value]) => other.get(name) !== value)
}
