import { fitted } from './graph-words'

const family = "'Red Hat Text', 'Helvetica Neue', Arial, sans-serif"

/** Without a browser, as in tests, letters are reckoned to be so wide, in parts of their size. */
const usual = 0.53

/** A beginning, the dots, and an end. */
const fewest = 3

let context: CanvasRenderingContext2D | null | undefined

/** What fitted before: a drawing that moves asks for the same again and again. */
const known = new Map<string, string>()
const mostKnown = 20_000

/** As much of a text as fits a width, its middle left out: letters are measured, since `m` is three `i`. */
export function fittedText(
  text: string,
  { width, size, isStrong = false }: { width: number; size: number; isStrong?: boolean },
): string {
  const key = `${width} ${size} ${isStrong} ${text}`
  const fitting = known.get(key) ?? measured(text, { width, size, isStrong })
  if (known.size >= mostKnown) known.clear()
  known.set(key, fitting)
  return fitting
}

function measured(
  text: string,
  { width, size, isStrong }: { width: number; size: number; isStrong: boolean },
): string {
  const font = `${isStrong ? 500 : 400} ${size}px ${family}`
  // No letter is narrower than a fifth of its size: longer texts need not be measured.
  let most = Math.min(text.length, Math.max(fewest, Math.floor(width / (size * 0.2))))
  let shown = fitted(text, most)
  let over = widthOf(shown, font, size) / width
  while (over > 1 && most > fewest) {
    most = Math.max(fewest, Math.min(most - 1, Math.ceil(most / over)))
    shown = fitted(text, most)
    over = widthOf(shown, font, size) / width
  }
  return shown
}

function widthOf(text: string, font: string, size: number): number {
  if (context === undefined) context = typeof document === 'undefined' ? null : measuring()
  if (!context) return text.length * size * usual
  context.font = font
  return context.measureText(text).width
}

function measuring(): CanvasRenderingContext2D | null {
  return document.createElement('canvas').getContext('2d')
}
