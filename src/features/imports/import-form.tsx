import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatImageReference, parseImageReference } from '@/domain/image-reference'
import { type ImportDraft, importCommands, importEffect } from '@/domain/import-plan'
import type { LookAt } from '@/domain/reference-look'
import { accessQueries } from '@/queries/access'
import { imageStreamQueries } from '@/queries/image-streams'
import { projectQueries } from '@/queries/projects'
import { Button } from '@/ui/button'
import { ImportCommands } from './import-commands'
import { ImportDestination } from './import-destination'
import styles from './import-form.module.css'
import { ImportResults } from './import-results'
import { useImportRun } from './import-run'
import { ImportSource } from './import-source'
import { LookResult } from './look-result'
import { useImportDraft, usePlans } from './use-import-draft'
import { sameLook, useLook } from './use-look'

/**
 * Imports from a registry [E12]: look first, then choose, then import. What is typed and chosen stays,
 * whatever fails; nothing is sent before the button is pressed, and nothing twice.
 */
export function ImportForm({ start }: { start: { namespace: string; from: string } }) {
  const [source, setSource] = useState({
    reference: start.from,
    namespace: start.namespace,
    insecure: false,
  })
  const { reference, namespace, insecure } = source
  const chosen = useImportDraft()
  const { asked, ask, stop, look, isLooking, further } = useLook()
  const { run, start: startRun, stop: stopRun } = useImportRun()

  const parsed = parseImageReference(reference)
  const wanted: LookAt | null =
    parsed.ok && namespace !== ''
      ? { namespace, reference: formatImageReference(parsed.value), insecure }
      : null
  const isLooked = wanted !== null && asked !== null && sameLook(wanted, asked)
  const shown = isLooked ? look : null
  const { missing, streams } = useProject(namespace, asked?.namespace ?? '', isLooked)

  const draft: ImportDraft = { ...chosen.policy, namespace, insecure }
  const stream = streams?.find(({ name }) => name === draft.stream)
  const askedReference = asked?.reference ?? ''
  const { plans, sendable, problem } = usePlans(chosen, {
    reference: askedReference,
    look: shown,
    draft,
    stream,
  })
  const running = run?.isRunning ? 'An import is under way' : undefined
  const blocker = missing ?? running ?? (problem || undefined)

  function handleLook() {
    if (!wanted) return
    if (asked?.reference !== wanted.reference) chosen.suggest(wanted.reference)
    ask(wanted)
  }

  return (
    <div className="ts-grid">
      <div>
        <ImportSource
          {...source}
          isLooking={isLooking}
          isLooked={isLooked}
          disabledReason={missing ?? (wanted ? undefined : lacking(parsed.ok, namespace))}
          onChange={(change) => setSource((before) => ({ ...before, ...change }))}
          onLook={handleLook}
          onStop={stop}
        />
        {isLooked && (
          <LookResult
            at={asked}
            look={look}
            isLooking={isLooking}
            chosen={chosen}
            effectOf={(plan) => importEffect(stream, plan)}
            further={further}
          />
        )}
      </div>
      <div>
        {shown && shown.kind !== 'failed' && (
          <>
            <ImportDestination
              draft={draft}
              streams={streams ? streams.map(({ name }) => name) : null}
              single={
                shown.kind === 'image'
                  ? {
                      tag: chosen.singleTag,
                      effect: importEffect(stream, { from: askedReference, to: chosen.singleTag }),
                      onChange: chosen.setSingleTag,
                    }
                  : null
              }
              onChange={chosen.changePolicy}
            />
            <section className={`ts-sec ${styles.acts}`}>
              <Button
                variant="primary"
                {...(blocker !== undefined && { disabledReason: blocker })}
                onClick={() => startRun(draft, sendable)}
              >
                {sendable.length === 1 ? 'Import 1 tag' : `Import ${sendable.length} tags`}
              </Button>
              {plans.length > sendable.length && (
                <span className="ts-sub">{plans.length - sendable.length} left out</span>
              )}
            </section>
            <ImportCommands commands={importCommands(draft, sendable, stream)} />
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

/** What is known of the project: the right that is missing, and its streams once they matter. */
function useProject(namespace: string, asked: string, isLooked: boolean) {
  const { data: known } = useQuery(projectQueries.list())
  // A project that is still being typed is not asked about with every letter.
  const isKnown = known?.projects.some(({ name }) => name === namespace) === true
  const project = isKnown ? namespace : asked
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
  const isMissing = mayImport === false && project === namespace
  return {
    missing: isMissing
      ? `You lack the right to create imagestreamimports in project ${namespace}`
      : undefined,
    streams: streams?.rows,
  }
}

function lacking(isReference: boolean, namespace: string): string {
  if (isReference) return 'Choose a project'
  return namespace === ''
    ? 'Write an image, and choose a project'
    : 'Write an image or a repository'
}
