import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ReferenceGraphView, type WantedRetarget } from '@/features/graph/reference-graph-view'
import { LazyRetargetDialog } from '@/features/retarget/lazy-retarget-dialog'
import { imageStreamQueries } from '@/queries/image-streams'

/** The graph, and the dialog in which what was dragged or chosen there is looked at before it is saved. */
export function GraphWithRetarget({ namespace, only }: { namespace: string; only?: string }) {
  const [wanted, setWanted] = useState<WantedRetarget | null>(null)
  const { data: imageStream, isSuccess } = useQuery({
    ...imageStreamQueries.detail(namespace, wanted?.stream ?? ''),
    enabled: wanted !== null,
  })
  return (
    <>
      <ReferenceGraphView
        namespace={namespace}
        {...(only !== undefined && { only })}
        onRetarget={setWanted}
      />
      {wanted && isSuccess && (
        <LazyRetargetDialog
          namespace={namespace}
          stream={wanted.stream}
          tag={wanted.tag}
          imageStream={imageStream}
          {...(wanted.from !== undefined && { initialFrom: wanted.from })}
          onClose={() => setWanted(null)}
        />
      )}
    </>
  )
}
