import { Suspense } from 'react'
import type { DigestCheck } from '@/domain/digest-check'
import { CopyButton } from '@/ui/copy-button'
import { LazyJsonView } from '@/ui/lazy-json-view'
import { useSearchParam } from '@/ui/search-params'
import { DigestVerdict } from './digest-verdict'
import { DownloadButton } from './download-button'
import type { ImageDocuments, Unavailable } from './image-documents'
import styles from './image-manifests.module.css'
import { usePrettyJson } from './pretty-json'
import { UnavailableNote } from './unavailable-note'

/** The exact texts of manifest and configuration, as they are and made pretty [M4]. */
export function RawDocuments({
  name,
  documents,
  isList,
  manifestCheck,
  configCheck,
}: {
  name: string
  documents: ImageDocuments
  isList: boolean
  manifestCheck: DigestCheck | undefined
  configCheck: DigestCheck | undefined
}) {
  const [wanted, setDocument] = useSearchParam('document', ['manifest', 'configuration'])
  const [form, setForm] = useSearchParam('form', ['pretty', 'exact'])
  const document = isList ? 'manifest' : wanted
  const text = document === 'manifest' ? documents.manifest : documents.config
  const check = document === 'manifest' ? manifestCheck : configCheck
  const pretty = usePrettyJson(form === 'pretty' ? text : '')
  const shown = form === 'exact' ? text : pretty
  const file = `${name.replace(/[^\w.-]+/g, '-').slice(0, 80)}-${document}.json`
  return (
    <section className="ts-sec">
      <h2>
        Documents
        {text && <span className="ts-h2end ts-muted">{documents.origin}</span>}
      </h2>
      <div className={styles.choices}>
        {!isList && (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a box and a legend
          <div className="ts-seg" role="group" aria-label="Document">
            <Choice value="manifest" title="Manifest" {...{ now: document, set: setDocument }} />
            <Choice
              value="configuration"
              title="Configuration"
              {...{ now: document, set: setDocument }}
            />
          </div>
        )}
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a box and a legend */}
        <div className="ts-seg" role="group" aria-label="Form">
          <Choice value="pretty" title="Pretty" {...{ now: form, set: setForm }} />
          <Choice value="exact" title="Exact" {...{ now: form, set: setForm }} />
        </div>
      </div>
      {documents.isWaiting ? (
        <p className="ts-muted">Reading the {document}…</p>
      ) : text === '' ? (
        <UnavailableNote
          what={`The ${document} is not shown`}
          problem={documents.problem ?? whyAbsent(document, isList)}
        />
      ) : (
        <>
          <DigestVerdict check={check} />
          <Suspense fallback={<p className="ts-muted">Opening the {document}…</p>}>
            {shown === undefined ? (
              <p className="ts-muted">Making the {document} pretty…</p>
            ) : (
              <LazyJsonView text={shown} label={`Text of the ${document}, ${form}`}>
                <span className="ts-row">
                  <DownloadButton
                    text={text}
                    file={file}
                    label={`Download the exact ${document}`}
                  />
                  <CopyButton text={shown} label={`Copy the ${document}, ${form}`} />
                </span>
              </LazyJsonView>
            )}
          </Suspense>
        </>
      )}
    </section>
  )
}

function whyAbsent(document: 'manifest' | 'configuration', isList: boolean): Unavailable {
  if (isList) {
    return {
      title: 'The cluster hands out no text of a list',
      advice:
        'It keeps what the list names, as above, and an import that only looks leaves the text out. Every platform has its own.',
      message: '',
    }
  }
  return document === 'manifest'
    ? {
        title: 'It is nowhere to be had',
        advice: 'Neither the cluster nor the registry gave one.',
        message: '',
      }
    : {
        title: 'There is none',
        advice: 'Manifests of Docker’s first schema carry it inside.',
        message: '',
      }
}

function Choice<Value extends string>({
  value,
  title,
  now,
  set,
}: {
  value: Value
  title: string
  now: Value
  set: (value: Value) => void
}) {
  return (
    <button type="button" aria-pressed={now === value} onClick={() => set(value)}>
      {title}
    </button>
  )
}
