import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { WorkloadRow } from '@/domain/image-triggers'
import { accessQueries } from './access'
import { type UnseenKind, type Workloads, workloadQueries } from './workloads'

/** A kind that was not read, or not of all projects that were asked for. */
export interface PartlyUnseen extends UnseenKind {
  /** That of the tag's own project was read all the same. */
  isNearSeen?: boolean
}

/** What could be read near a tag, and where. */
export interface SeenWorkloads {
  rows: WorkloadRow[]
  unseen: PartlyUnseen[]
  /** `coming`: this person may see all projects, of which only the tag's own is read yet. */
  others: 'seen' | 'coming' | 'unseen'
}

/**
 * Workloads and builds of a tag's project and, for who may list them everywhere, of all projects: a
 * trigger may be in any (S-53). One question tells whether they may, by the commonest kind; another
 * kind that they may not list is among the unseen. The project's own are there first.
 */
export function useSeenWorkloads(
  namespace: string,
  isAsked = true,
): { data: SeenWorkloads | undefined; error: Error | null } {
  const { data: maySeeAll = false } = useQuery({
    ...accessQueries.may({ verb: 'list', group: 'apps', resource: 'deployments' }),
    enabled: isAsked,
  })
  const { data: near, error } = useQuery({
    ...workloadQueries.list(namespace),
    enabled: isAsked && namespace !== '',
  })
  const { data: all, error: allError } = useQuery({
    ...workloadQueries.list(),
    enabled: isAsked && maySeeAll,
  })
  const data = useMemo<SeenWorkloads | undefined>(() => {
    if (!near) return undefined
    const isComing = maySeeAll && !allError
    return { ...together(near, all), others: all ? 'seen' : isComing ? 'coming' : 'unseen' }
  }, [near, all, maySeeAll, allError])
  return { data, error }
}

/** The project's own, and what could be read of all projects, each workload once. */
export function together(
  project: Workloads,
  everywhere: Workloads | undefined,
): { rows: WorkloadRow[]; unseen: PartlyUnseen[] } {
  if (!everywhere) return project
  const rows = new Map([...project.rows, ...everywhere.rows].map((row) => [row.key, row] as const))
  const unseen = everywhere.unseen.map((each) => ({
    ...each,
    isNearSeen: !project.unseen.some(({ kind }) => kind === each.kind),
  }))
  return { rows: [...rows.values()], unseen }
}

/** Whole sentences on the kinds that were not read. */
export function unseenSentences(unseen: readonly PartlyUnseen[]): string[] {
  const kinds = (why: UnseenKind['why'], isNearSeen = false) =>
    unseen
      .filter((each) => each.why === why && (each.isNearSeen === true) === isNearSeen)
      .map(({ kind }) => kind)
  const forbidden = kinds('forbidden')
  const near = kinds('forbidden', true)
  const absent = kinds('absent')
  return [
    ...(forbidden.length > 0 ? [`Not visible to you: ${listed(forbidden)}.`] : []),
    ...(near.length > 0 ? [`Visible to you in this project only: ${listed(near)}.`] : []),
    ...(absent.length > 0 ? [`This cluster does not have ${listed(absent)}.`] : []),
    ...unseen
      .filter(({ why }) => why === 'failed')
      .map(({ kind, message }) => `${kind} could not be read: ${message.slice(0, 500)}`),
  ]
}

/** Where was looked for what restarts, in whole sentences. A kind that the cluster lacks is not missed. */
export function lookedSentences({ others, unseen }: SeenWorkloads): string[] {
  const where = {
    seen: 'Looked at in all projects.',
    coming: 'Looked at in this project; the others are being read.',
    unseen: 'Looked at in this project only.',
  }
  return [where[others], ...unseenSentences(unseen.filter(({ why }) => why !== 'absent'))]
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat('en').format(words)
}
