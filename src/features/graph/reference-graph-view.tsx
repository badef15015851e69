import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { formatCount } from '@/domain/format-count'
import { type GraphEdge, type GraphNode, referenceGraph } from '@/domain/reference-graph'
import { accessQueries } from '@/queries/access'
import { imageStreamQueries } from '@/queries/image-streams'
import { workloadQueries } from '@/queries/workloads'
import { EmptyNote } from '@/ui/empty-note'
import { MissingRows } from '@/ui/missing-rows'
import { useNow } from '@/ui/now'
import { useSearchParam, useTextParam } from '@/ui/search-params'
import { SkeletonRows } from '@/ui/skeleton'
import { EdgeList } from './edge-list'
import { filteredGraph } from './filtered-graph'
import { GraphDrawing } from './graph-drawing'
import { useGraphLook } from './graph-look'
import { GraphToolbar } from './graph-toolbar'
import { nodeReference } from './graph-words'
import { useIsNarrow } from './narrow-screen'
import styles from './reference-graph-view.module.css'

/** A tag whose reference is to be edited, and what it is to point at, where that was chosen already. */
export interface WantedRetarget {
  stream: string
  tag: string
  /** As a person would write it. */
  from?: string
}

/**
 * What the tags of a project point at, and what points at them [P3]: drawn, or as a list that says
 * the same. `only` narrows it to one stream. Editing is left to who shows it: nothing is written here.
 */
export function ReferenceGraphView({
  namespace,
  only = '',
  onRetarget,
}: {
  namespace: string
  only?: string
  onRetarget: (wanted: WantedRetarget) => void
}) {
  const { data } = useSuspenseQuery(imageStreamQueries.rows(namespace))
  const { data: workloads } = useQuery(workloadQueries.list(namespace))
  const { data: mayPatch } = useQuery(
    accessQueries.may({ verb: 'patch', resource: 'imagestreamtags', namespace }),
  )
  const [text, setText] = useTextParam('q')
  const [view, setView] = useSearchParam('view', ['auto', 'drawing', 'list'])
  const [withWorkloads, showWorkloads] = useShown('workloads', ['shown', 'hidden'])
  const [withLoose, showLoose] = useShown('loose', ['hidden', 'shown'])
  const { look, change, keep } = useGraphLook(namespace)
  const isNarrow = useIsNarrow()
  const now = useNow()

  const { rows, isComplete, error } = data
  const whole = useMemo(
    () =>
      referenceGraph(rows, {
        now,
        only,
        withLoose,
        workloads: withWorkloads ? (workloads?.rows ?? []) : [],
      }),
    [rows, now, only, withLoose, withWorkloads, workloads],
  )
  const graph = useMemo(() => filteredGraph(whole, text, namespace), [whole, text, namespace])
  const editReason =
    mayPatch === false
      ? `You lack the right to patch imagestreamtags in project ${namespace}`
      : undefined

  const edit = useCallback(
    ({ tag }: GraphEdge, target?: GraphNode) => {
      if (!tag) return
      const from = target && nodeReference(target, namespace)
      onRetarget({ stream: tag.stream, tag: tag.tag, ...(from && { from }) })
    },
    [namespace, onRetarget],
  )

  if (!isComplete && error === null) {
    return (
      <>
        <p className="ts-muted" role="status">
          Reading the image streams: {formatCount(data.loaded)}
          {data.expected !== null && ` of ${formatCount(data.expected)}`}.
        </p>
        <SkeletonRows rows={6} columns={3} />
      </>
    )
  }

  const isList = view === 'list' || (view === 'auto' && isNarrow)
  return (
    <>
      <p className={styles.counts}>
        <bdi dir="ltr">{countsOf(whole)}</bdi>
      </p>
      <GraphToolbar
        text={text}
        onText={setText}
        withWorkloads={withWorkloads}
        onWorkloads={showWorkloads}
        withLoose={withLoose}
        onLoose={showLoose}
        isList={isList}
        onList={(next) => setView(next ? 'list' : isNarrow ? 'drawing' : 'auto')}
      />
      {withWorkloads && workloads?.unseen.some(({ why }) => why !== 'absent') && (
        <p className={styles.unseen} role="status">
          Not read, so they are missing here:{' '}
          {workloads.unseen
            .filter(({ why }) => why !== 'absent')
            .map(({ kind, why }) => `${kind}s${why === 'forbidden' ? ' (not visible to you)' : ''}`)
            .join(', ')}
          .
        </p>
      )}
      {!isComplete && error !== null && (
        <MissingRows loaded={data.loaded} expected={data.expected} why={error.message} />
      )}
      {graph.nodes.size === 0 ? (
        <NothingDrawn isFiltered={whole.nodes.size > 0} where={only || namespace} />
      ) : isList ? (
        <EdgeList graph={graph} namespace={namespace} editReason={editReason} onEdit={edit} />
      ) : (
        <GraphDrawing
          graph={graph}
          filter={text}
          look={look}
          onLook={change}
          onLeave={keep}
          namespace={namespace}
          only={only}
          editReason={editReason}
          onEdit={edit}
        />
      )}
    </>
  )
}

function NothingDrawn({ isFiltered, where }: { isFiltered: boolean; where: string }) {
  return isFiltered ? (
    <EmptyNote title="Nothing matches">
      <p>No tag, source or workload has all of these words.</p>
    </EmptyNote>
  ) : (
    <EmptyNote title={`Nothing in ${where} points at anything`}>
      <p>
        Its tags were only pushed to, or there are none. A tag that follows another, is pinned, or
        is imported from a registry is drawn here with what it points at.
      </p>
    </EmptyNote>
  )
}

function countsOf({ nodes }: { nodes: ReadonlyMap<string, GraphNode> }): string {
  const counts = { tag: 0, source: 0, workload: 0 }
  for (const node of nodes.values()) {
    if (node.kind === 'workload') counts.workload++
    else if (node.kind === 'tag' && node.row) counts.tag++
    else if (node.kind !== 'tag' || !node.isMissing) counts.source++
  }
  const words = (count: number, word: string) =>
    `${formatCount(count)} ${count === 1 ? word : `${word}s`}`
  return [
    words(counts.tag, 'tag'),
    words(counts.source, 'source'),
    ...(counts.workload > 0 ? [words(counts.workload, 'workload')] : []),
  ].join(', ')
}

/** Whether something is drawn, kept in the address; the box is ticked at once, the address a moment later. */
function useShown(
  name: string,
  choices: readonly ['shown', 'hidden'] | readonly ['hidden', 'shown'],
): [isShown: boolean, show: (isShown: boolean) => void] {
  const [kept, keep] = useSearchParam<'shown' | 'hidden'>(name, choices)
  const [isShown, setIsShown] = useState(kept === 'shown')
  const show = (isOn: boolean) => {
    setIsShown(isOn)
    keep(isOn ? 'shown' : 'hidden')
  }
  return [isShown, show]
}
