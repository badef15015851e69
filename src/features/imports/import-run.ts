import { useState } from 'react'
import { formatCount } from '@/domain/format-count'
import type { ImportDraft, PlannedImport } from '@/domain/import-plan'
import { type TagImportResult, useImportTags } from '@/mutations/import-tags'
import { type Toast, useToasts } from '@/ui/toasts'

/** An import that was started, and how far it is. */
export interface ImportRun {
  draft: ImportDraft
  plans: readonly PlannedImport[]
  results: ReadonlyMap<PlannedImport, TagImportResult>
  isRunning: boolean
}

/** Runs imports one after the other, and says in a toast how each ended, wherever one is by then. */
export function useImportRun() {
  const { addToast } = useToasts()
  const { mutateAsync } = useImportTags()
  const [run, setRun] = useState<ImportRun | null>(null)
  const [stopper, setStopper] = useState<AbortController | null>(null)

  function start(draft: ImportDraft, plans: readonly PlannedImport[]) {
    if (run?.isRunning) return
    const controller = new AbortController()
    const results = new Map<PlannedImport, TagImportResult>()
    setStopper(controller)
    setRun({ draft, plans, results: new Map(), isRunning: true })
    const show = (isRunning: boolean) =>
      setRun({ draft, plans, results: new Map(results), isRunning })
    mutateAsync({
      draft,
      plans,
      signal: controller.signal,
      onResult: (plan, result) => {
        results.set(plan, result)
        show(true)
      },
    }).then(
      () => {
        show(false)
        addToast(endToast(draft, plans.length, [...results.values()]))
      },
      (error: unknown) => {
        show(false)
        const body = error instanceof Error ? error.message : String(error)
        addToast({ kind: 'bad', title: 'The import stopped', body })
      },
    )
  }

  return { run, start, stop: () => stopper?.abort() }
}

function endToast(
  { stream, namespace }: ImportDraft,
  total: number,
  results: readonly TagImportResult[],
): Toast {
  const well = results.filter(({ kind }) => kind === 'imported' || kind === 'unchanged').length
  const tags = total === 1 ? '1 tag' : `${formatCount(total)} tags`
  if (well === total) {
    return {
      kind: 'ok',
      title: `Imported ${tags}`,
      body: `Into ${stream} of project ${namespace}.`,
    }
  }
  const title = `Imported ${formatCount(well)} of ${tags}`
  return { kind: 'bad', title, body: 'The page of the import says what became of each.' }
}
