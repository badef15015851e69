import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Box, GraphGeometry, Point } from './graph-geometry'
import {
  firstView,
  fitView,
  pinched,
  type Size,
  seenBox,
  type View,
  viewWith,
  zoomed,
} from './view'

/** How much one press of a key or a button zooms. */
const zoomStep = 1.25

/**
 * Which part of a drawing is seen in an element: it can be moved, zoomed around a point, fitted, and
 * led to a box. A drawing that is new to the element is shown from where it can be read.
 */
export function useCanvasView(element: React.RefObject<Element | null>, geometry: GraphGeometry) {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  const [view, setView] = useState<View>({ x: 0, y: 0, scale: 1 })
  const shown = useRef<Size | null>(null)

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

  const { width, height } = geometry
  useLayoutEffect(() => {
    if (size.width === 0) return
    // What is drawn anew at another size is another drawing; a change of a few nodes is not.
    const before = shown.current
    const isOther =
      !before || Math.abs(before.width - width) > 400 || Math.abs(before.height - height) > 400
    shown.current = { width, height }
    if (isOther) setView(firstView({ width, height }, size))
  }, [width, height, size])

  // React listens to the wheel passively, and then the page would zoom as well.
  useEffect(() => {
    const target = element.current
    if (!target) return
    const onWheel = (event: Event) => {
      if (!(event instanceof WheelEvent) || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      const at = within(target, { x: event.clientX, y: event.clientY })
      setView((before) => zoomed(before, Math.exp(-event.deltaY / 300), at))
    }
    target.addEventListener('wheel', onWheel, { passive: false })
    return () => target.removeEventListener('wheel', onWheel)
  }, [element])

  const zoom = useCallback(
    (direction: 1 | -1) =>
      setView((before) =>
        zoomed(before, zoomStep ** direction, { x: size.width / 2, y: size.height / 2 }),
      ),
    [size],
  )
  return {
    view,
    size,
    zoom,
    move: useCallback(
      ({ x, y }: Point) => setView((before) => ({ ...before, x: before.x + x, y: before.y + y })),
      [],
    ),
    /** Two fingers, from where to where, in the measure of the browser's window. */
    pinch: useCallback(
      (from: readonly [Point, Point], to: readonly [Point, Point]) => {
        const target = element.current
        if (!target) return
        const [first, second] = [within(target, from[0]), within(target, from[1])]
        const [third, fourth] = [within(target, to[0]), within(target, to[1])]
        setView((view) => pinched(view, [first, second], [third, fourth]))
      },
      [element],
    ),
    fitAll: useCallback(() => setView(fitView({ width, height }, size)), [width, height, size]),
    lead: useCallback((box: Box) => setView((before) => viewWith(before, box, size)), [size]),
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
