import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState } from 'react'
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
  const opener = useRef<Element | null>(null)
  useLayoutEffect(() => {
    if (wanted) opener.current = document.activeElement
  }, [wanted])

  /** The modal gives the focus back to elements of HTML alone, and edges are of SVG. */
  function close() {
    setWanted(null)
    requestAnimationFrame(() => {
      if (opener.current instanceof SVGElement) opener.current.focus({ preventScroll: true })
    })
  }

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
          onClose={close}
        />
      )}
    </>
  )
}
