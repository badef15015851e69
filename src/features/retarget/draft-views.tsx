import { type ComponentProps, lazy, type ReactNode, Suspense } from 'react'
import { Note } from '@/ui/note'
import { patiently } from '@/ui/patiently'
import { SkeletonRows } from '@/ui/skeleton'
import styles from './draft-views.module.css'
import type { TagYamlEditor } from './tag-yaml-editor'

const LazyTagYamlEditor = lazy(() =>
  patiently(() => import('./tag-yaml-editor')).then((module) => ({
    default: module.TagYamlEditor,
  })),
)

export type DraftView = 'form' | 'yaml'

/**
 * The form and the YAML are two views of one draft. A text that cannot be read is kept as it is, and
 * the form shows what it said before, closed: what was changed in it would have no place in the text.
 */
export function DraftViews({
  view,
  onView,
  onDropYaml,
  children: form,
  ...yaml
}: ComponentProps<typeof TagYamlEditor> & {
  view: DraftView
  onView: (view: DraftView) => void
  onDropYaml: () => void
  children: ReactNode
}) {
  const { problem } = yaml.yaml
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a box and a legend */}
      <div className={`ts-seg ${styles.switch}`} role="group" aria-label="Edit as">
        <button type="button" aria-pressed={view === 'form'} onClick={() => onView('form')}>
          Form
        </button>
        <button type="button" aria-pressed={view === 'yaml'} onClick={() => onView('yaml')}>
          YAML
        </button>
      </div>
      {view === 'yaml' ? (
        <Suspense fallback={<SkeletonRows rows={5} columns={1} />}>
          <LazyTagYamlEditor {...yaml} />
        </Suspense>
      ) : (
        <>
          {problem !== '' && (
            <div className={styles.note}>
              <Note kind="warn" title="The YAML has a mistake, and is kept as it is.">
                {problem} The form shows what it said before.
                <div className={styles.ways}>
                  <button type="button" className="ts-linkbtn" onClick={() => onView('yaml')}>
                    Mend the YAML
                  </button>
                  <button type="button" className="ts-linkbtn" onClick={onDropYaml}>
                    Go on without it
                  </button>
                </div>
              </Note>
            </div>
          )}
          <fieldset className={styles.form} disabled={problem !== ''}>
            <legend className="ts-sr">Fields</legend>
            {form}
          </fieldset>
        </>
      )}
    </>
  )
}
