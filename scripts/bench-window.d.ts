/** What scripts/bench.js keeps in the page that it measures. */
interface Window {
  bench: {
    rowsSaid(): number
    report(wanted: number): { firstRow: number; allRows: number; longestTask: number }
    frames?: number[]
    stopped?: boolean
  }
}
