import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { formatImageReference, parseImageReference } from '@/domain/image-reference'
import {
  type ImportDraft,
  importCommands,
  importEffect,
  importProblem,
  type PlannedImport,
  suggestedNames,
  taggedReference,
} from '@/domain/import-plan'
import type { LookAt } from '@/domain/reference-look'
import { accessQueries } from '@/queries/access'
import { imageStreamQueries } from '@/queries/image-streams'
import { projectQueries } from '@/queries/projects'
import { Button } from '@/ui/button'
import { CommandField } from '@/ui/fields'
import { Note } from '@/ui/note'
import { useSelection } from '@/ui/selection'
import { ImportDestination } from './import-destination'
import styles from './import-form.module.css'
import { ImportResults } from './import-results'
import { useImportRun } from './import-run'
import { ImportSource } from './import-source'
import { LookFailure } from './look-failure'
import { LookedImage } from './looked-image'
import { LookedTags } from './looked-tags'
import { namesRepository, sameLook, useLook } from './use-look'

const newTags: Omit<ImportDraft, 'namespace' | 'insecure'> = {
  stream: '',
  scheduled: false,
  importMode: 'Legacy',
  referencePolicy: 'Source',
}
const mostCommands = 3

/**
 * Imports from a registry [E12]: look first, then choose, then import. What is typed and chosen stays,
 * whatever fails; nothing is sent before the button is pressed, and nothing twice.
 */
export function ImportForm({ start }: { start: { namespace: string; from: string } }) {
  const [reference, setReference] = useState(start.from)
  const [namespace, setNamespace] = useState(start.namespace)
  const [insecure, setInsecure] = useState(false)
  const [policy, setPolicy] = useState(newTags)
  const [singleTag, setSingleTag] = useState('')
  const [suggested, setSuggested] = useState({ stream: '', tag: '' })
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  const selection = useSelection()
  const { asked, ask, stop, look, isLooking, further } = useLook()
  const { run, start: startRun, stop: stopRun } = useImportRun()

  const parsed = parseImageReference(reference)
  const wanted: LookAt | null =
    parsed.ok && namespace !== ''
      ? { namespace, reference: formatImageReference(parsed.value), insecure }
      : null
  const isLooked = wanted !== null && asked !== null && sameLook(wanted, asked)
  const shown = isLooked ? look : null

  const { data: known } = useQuery(projectQueries.list())
  const isKnown = known?.projects.some(({ name }) => name === namespace) === true
  // A project that is still being typed is not asked about with every letter.
  const project = isKnown ? namespace : (asked?.namespace ?? '')
  const { data: mayImport } = useQuery({
    ...accessQueries.may({
      verb: 'create',
      resource: 'imagestreamimports',
      namespace: project,
    }),
    enabled: project !== '',
  })
  const { data: streams } = useQuery({
    ...imageStreamQueries.rows(project),
    enabled: project !== '' && isLooked,
  })

  const draft: ImportDraft = { ...policy, namespace, insecure }
  const stream = streams?.rows.find(({ name }) => name === draft.stream)
  const plans = useMemo<PlannedImport[]>(() => {
    if (!asked || !shown) return []
    if (shown.kind === 'image') return [{ from: asked.reference, to: singleTag }]
    if (shown.kind !== 'tags') return []
    return shown.tags
      .filter(({ tag }) => selection.keys.has(tag))
      .map(({ tag }) => ({
        from: taggedReference(asked.reference, tag),
        to: names.get(tag) ?? tag,
      }))
  }, [asked, shown, singleTag, selection.keys, names])
  const sendable = plans.filter((plan) => importEffect(stream, plan).kind !== 'blocked')
  const missing =
    mayImport === false && project === namespace
      ? `You lack the right to create imagestreamimports in project ${namespace}`
      : undefined

  function handleLook() {
    if (!wanted) return
    if (asked?.reference !== wanted.reference) {
      const next = suggestedNames(wanted.reference)
      setSuggested(next)
      // What a person wrote over a suggestion stays.
      if (policy.stream === '' || policy.stream === suggested.stream) {
        setPolicy((now) => ({ ...now, stream: next.stream }))
      }
      if (singleTag === '' || singleTag === suggested.tag) setSingleTag(next.tag)
      selection.clear()
      setNames(new Map())
    }
    ask(wanted)
  }

  const blocker =
    missing ??
    (run?.isRunning ? 'An import is under way' : undefined) ??
    (plans.length === 0 ? 'Choose the tags to import' : undefined) ??
    (importProblem(draft, plans) || undefined) ??
    (sendable.length === 0 ? 'No tag can be imported as it is named' : undefined)
  const leftOut = plans.length - sendable.length

  return (
    <div className="ts-grid">
      <div>
        <ImportSource
          reference={reference}
          namespace={namespace}
          insecure={insecure}
          isLooking={isLooking}
          isLooked={isLooked}
          disabledReason={missing ?? (wanted ? undefined : lacking(parsed.ok, namespace))}
          onChange={(change) => {
            if (change.reference !== undefined) setReference(change.reference)
            if (change.namespace !== undefined) setNamespace(change.namespace)
            if (change.insecure !== undefined) setInsecure(change.insecure)
          }}
          onLook={handleLook}
          onStop={stop}
        />
        {isLooked && isLooking && (
          <div className={styles.note} role="status">
            <Note kind="info" title="The registry is being asked.">
              {asked && namesRepository(asked.reference)
                ? 'A cluster asks a registry about twice a second, and looks at up to fifty tags: this may take half a minute. Nothing is stored.'
                : 'Nothing is stored.'}
            </Note>
          </div>
        )}
        {shown && !isLooking && asked && (
          <section className="ts-sec" aria-label="What is there">
            <h2>What is there</h2>
            {shown.kind === 'failed' && (
              <LookFailure {...shown} reference={asked.reference} namespace={namespace} />
            )}
            {shown.kind === 'image' && shown.tag.state === 'looked' && (
              <LookedImage image={shown.tag.image} />
            )}
            {shown.kind === 'tags' && (
              <LookedTags
                reference={asked.reference}
                tags={shown.tags}
                selection={selection}
                names={names}
                onName={(tag, name) => setNames((before) => new Map(before).set(tag, name))}
                effectOf={(plan) => importEffect(stream, plan)}
                more={further}
              />
            )}
          </section>
        )}
      </div>
      <div>
        {shown && shown.kind !== 'failed' && (
          <>
            <ImportDestination
              draft={draft}
              streams={streams ? streams.rows.map(({ name }) => name) : null}
              single={
                shown.kind === 'image'
                  ? {
                      tag: singleTag,
                      effect: importEffect(stream, {
                        from: asked?.reference ?? '',
                        to: singleTag,
                      }),
                      onChange: setSingleTag,
                    }
                  : null
              }
              onChange={(change) => setPolicy((before) => ({ ...before, ...change }))}
            />
            <section className="ts-sec">
              <div className={styles.acts}>
                <Button
                  variant="primary"
                  {...(blocker !== undefined && { disabledReason: blocker })}
                  onClick={() => startRun(draft, sendable)}
                >
                  {sendable.length === 1 ? 'Import 1 tag' : `Import ${sendable.length} tags`}
                </Button>
                {leftOut > 0 && <span className="ts-sub">{leftOut} left out</span>}
              </div>
            </section>
            {sendable.length > 0 && <Commands commands={importCommands(draft, sendable, stream)} />}
          </>
        )}
        {run && (
          <ImportResults
            run={run}
            onStop={stopRun}
            onRetry={(again) => startRun(run.draft, again)}
          />
        )}
      </div>
    </div>
  )
}

function lacking(isReference: boolean, namespace: string): string {
  return isReference || namespace !== ''
    ? isReference
      ? 'Choose a project'
      : 'Write an image or a repository'
    : 'Write an image, and choose a project'
}

function Commands({ commands }: { commands: string[] }) {
  const more = commands.length - mostCommands
  return (
    <section className="ts-sec">
      <h2>The same with oc</h2>
      <div className={styles.commands}>
        {commands.slice(0, mostCommands).map((command) => (
          <CommandField key={command} command={command} />
        ))}
        {more > 0 && (
          <p className="ts-sub">And {more.toLocaleString('en')} more, one for each tag.</p>
        )}
      </div>
    </section>
  )
}
