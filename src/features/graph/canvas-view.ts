import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Box, GraphGeometry, Point } from './graph-geometry'
import { isWhole, steadyView, untouchedView } from './steady-view'
import { fitView, pinched, type Size, seenBox, type View, viewWith, zoomed } from './view'

/** How much one press of a key or a button zooms. */
const zoomStep = 1.25

/**
 * Which part of a drawing is seen in an element: it can be moved, zoomed around a point, fitted, and
 * led to a box. A drawing of another `subject` is shown from where it can be read, with what is chosen
 * in it; one of the same subject that is placed anew stays where it was.
 */
export function useCanvasView(
  element: React.RefObject<Element | null>,
  geometry: GraphGeometry,
  { subject, chosen }: { subject: string; chosen: Box | null },
) {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  const [view, setView] = useState<View>({ x: 0, y: 0, scale: 1 })
  const shown = useRef<{ geometry: GraphGeometry; subject: string } | null>(null)
  /** Nobody has moved or zoomed it: when the element gets another size, it is shown anew. */
  const isUntouched = useRef(true)
  const places = useRef({ now: chosen, before: chosen })
  const change = useCallback((next: (view: View) => View) => {
    isUntouched.current = false
    setView(next)
  }, [])

  useLayoutEffect(() => {
    const target = element.current
    if (!target) return
    const measure = () => {
      const { width, height } = target.getBoundingClientRect()
      setSize((before) =>
        before.width === width && before.height === height ? before : { width, height },
      )
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])

  useLayoutEffect(() => {
    const { now, before } = places.current
    places.current = { now: chosen, before: now ?? before }
  })

  useLayoutEffect(() => {
    if (size.width === 0) return
    const before = shown.current
    shown.current = { geometry, subject }
    const isOther = before?.subject !== subject
    const isMoved = before !== null && before.geometry !== geometry
    if (isOther) isUntouched.current = true
    // The element follows the height of what is drawn, and is measured only after that.
    if (isUntouched.current && (isOther || !isMoved || isWhole(geometry, size))) {
      setView(untouchedView(geometry, size, places.current.now))
    } else if (isMoved) {
      const around = places.current.before
      change((view) => steadyView(view, before.geometry, geometry, size, around))
    }
  }, [geometry, subject, size, change])

  // React listens to the wheel passively, and then the page would zoom as well.
  useEffect(() => {
    const target = element.current
    if (!target) return
    const onWheel = (event: Event) => {
      if (!(event instanceof WheelEvent) || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      const at = within(target, { x: event.clientX, y: event.clientY })
      change((before) => zoomed(before, Math.exp(-event.deltaY / 300), at))
    }
    target.addEventListener('wheel', onWheel, { passive: false })
    return () => target.removeEventListener('wheel', onWheel)
  }, [element, change])

  const zoom = useCallback(
    (direction: 1 | -1) =>
      change((before) =>
        zoomed(before, zoomStep ** direction, { x: size.width / 2, y: size.height / 2 }),
      ),
    [size, change],
  )
  return {
    view,
    size,
    zoom,
    move: useCallback(
      ({ x, y }: Point) => change((before) => ({ ...before, x: before.x + x, y: before.y + y })),
      [change],
    ),
    /** Two fingers, from where to where, in the measure of the browser's window. */
    pinch: useCallback(
      (from: readonly [Point, Point], to: readonly [Point, Point]) => {
        const target = element.current
        if (!target) return
        const [first, second] = [within(target, from[0]), within(target, from[1])]
        const [third, fourth] = [within(target, to[0]), within(target, to[1])]
        change((view) => pinched(view, [first, second], [third, fourth]))
      },
      [element, change],
    ),
    fitAll: useCallback(() => change(() => fitView(geometry, size)), [geometry, size, change]),
    lead: useCallback(
      (box: Box) => change((before) => viewWith(before, box, size)),
      [size, change],
    ),
  }
}

/** A point of the browser's window in the measure of an element. */
export function within(element: Element, { x, y }: Point): Point {
  const box = element.getBoundingClientRect()
  return { x: x - box.left, y: y - box.top }
}

/** How far the drawing moves before what exists of it changes. */
const stride = 160

/** The part of the drawing that has to exist: the same while the view moves a little. */
export function useSeenBox({ x, y, scale }: View, size: Size): Box {
  const [column, row] = [Math.round(x / stride), Math.round(y / stride)]
  return useMemo(
    () => seenBox({ x: column * stride, y: row * stride, scale }, size),
    [column, row, scale, size],
  )
}
