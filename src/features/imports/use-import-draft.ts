import { useMemo, useState } from 'react'
import {
  type ImportDraft,
  importEffect,
  importProblem,
  type PlannedImport,
  suggestedNames,
  taggedReference,
} from '@/domain/import-plan'
import type { StreamRow } from '@/domain/stream-row'
import { useSelection } from '@/ui/selection'
import type { Look } from './use-look'

const newTags: Omit<ImportDraft, 'namespace' | 'insecure'> = {
  stream: '',
  scheduled: false,
  importMode: 'Legacy',
  referencePolicy: 'Source',
}

/** What is chosen of what was looked at, what it will be called, and how new tags are made. */
export function useImportDraft() {
  const [policy, setPolicy] = useState(newTags)
  const [singleTag, setSingleTag] = useState('')
  const [suggested, setSuggested] = useState({ stream: '', tag: '' })
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  const selection = useSelection()

  return {
    policy,
    singleTag,
    names,
    selection,
    setSingleTag,
    changePolicy: (change: Partial<ImportDraft>) =>
      setPolicy((before) => ({ ...before, ...change })),
    setName: (tag: string, name: string) => setNames((before) => new Map(before).set(tag, name)),

    /** Another reference is looked at. What a person wrote over a suggestion stays. */
    suggest: (reference: string) => {
      const next = suggestedNames(reference)
      setSuggested(next)
      if (policy.stream === '' || policy.stream === suggested.stream) {
        setPolicy((now) => ({ ...now, stream: next.stream }))
      }
      if (singleTag === '' || singleTag === suggested.tag) setSingleTag(next.tag)
      selection.clear()
      setNames(new Map())
    },
  }
}

/** The imports that are chosen, those of them that may be sent, and what is wrong with them. */
export function usePlans(
  { singleTag, names, selection }: ReturnType<typeof useImportDraft>,
  {
    reference,
    look,
    draft,
    stream,
  }: { reference: string; look: Look | null; draft: ImportDraft; stream: StreamRow | undefined },
): { plans: PlannedImport[]; sendable: PlannedImport[]; problem: string } {
  const plans = useMemo<PlannedImport[]>(() => {
    if (look?.kind === 'image') return [{ from: reference, to: singleTag }]
    if (look?.kind !== 'tags') return []
    return look.tags
      .filter(({ tag }) => selection.keys.has(tag))
      .map(({ tag }) => ({ from: taggedReference(reference, tag), to: names.get(tag) ?? tag }))
  }, [reference, look, singleTag, selection.keys, names])
  const sendable = plans.filter((plan) => importEffect(stream, plan).kind !== 'blocked')
  return { plans, sendable, problem: problemOf(draft, plans, sendable) }
}

function problemOf(
  draft: ImportDraft,
  plans: readonly PlannedImport[],
  sendable: readonly PlannedImport[],
): string {
  if (plans.length === 0) return 'Choose the tags to import'
  const problem = importProblem(draft, plans)
  if (problem !== '') return problem
  return sendable.length === 0 ? 'No tag can be imported as it is named' : ''
}
