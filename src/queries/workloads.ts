import { queryOptions } from '@tanstack/react-query'
import { isForbidden, isNotFound } from '@/api/api-error'
import { listPages } from '@/api/list-pages'
import { workloads } from '@/api/resources'
import { isAboutTags, toWorkloadRow, type WorkloadRow } from '@/domain/image-triggers'
import { type WorkloadKind, workloadKinds } from '@/domain/kinds/workload'
import { inSlices } from './in-slices'

/** What could be read of workloads and builds: rows of what is about tags, and what is missing. */
export interface Workloads {
  /** In order of kind, then as the cluster lists them. */
  rows: WorkloadRow[]
  unseen: UnseenKind[]
}

/**
 * A kind that was not read: `forbidden` to this person, `absent` from this cluster, or `failed` for the reason given in
 * the server's words.
 */
export interface UnseenKind {
  kind: WorkloadKind
  why: 'forbidden' | 'absent' | 'failed'
  message: string
}

const all = ['workloads'] as const

const PAGE = 250
/** Reading goes on beside the page; the rest of a browser's few connections is for others. */
const AT_ONCE = 2

export const workloadQueries = {
  all,

  /**
   * What has image triggers, and the builds that push to tags, of a project or of all projects. Each kind is read on
   * its own, where the person may. Not live, for a page has two live reads already (see live.ts): what is older than
   * half a minute is read anew when it is looked at. Ask beside the page, never before its first row.
   */
  list: (namespace?: string) =>
    queryOptions({
      queryKey: [...all, namespace ?? ''],
      queryFn: ({ signal }) => readAll(namespace, signal),
      staleTime: 30_000,
    }),
}

async function readAll(namespace: string | undefined, signal: AbortSignal): Promise<Workloads> {
  const read = new Map<WorkloadKind, Workloads>()
  const waiting = [...workloadKinds]
  const worker = async () => {
    for (let kind = waiting.shift(); kind; kind = waiting.shift()) {
      read.set(kind, await readKind(kind, namespace, signal))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  const parts = workloadKinds.flatMap((kind) => read.get(kind) ?? [])
  return {
    rows: parts.flatMap(({ rows }) => rows),
    unseen: parts.flatMap(({ unseen }) => unseen),
  }
}

async function readKind(
  kind: WorkloadKind,
  namespace: string | undefined,
  signal: AbortSignal,
): Promise<Workloads> {
  const rows: WorkloadRow[] = []
  try {
    for await (const page of listPages(workloads[kind], { namespace, limit: PAGE, signal })) {
      const read = await inSlices(page.items, (each) => toWorkloadRow(kind, each), signal)
      rows.push(...read.filter(isAboutTags))
    }
    return { rows, unseen: [] }
  } catch (error) {
    if (signal.aborted || !(error instanceof Error)) throw error
    const why = isForbidden(error) ? 'forbidden' : isNotFound(error) ? 'absent' : 'failed'
    return { rows: [], unseen: [{ kind, why, message: error.message }] }
  }
}
