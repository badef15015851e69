/** What an odd object can make us draw: nobody reads a hundred thousand characters in a cell. */
const most = 600
const tail = 10

/** A long text on one line, cut at its end or in its middle; all of it is the tooltip. */
export function Truncate({ text, at = 'end' }: { text: string; at?: 'end' | 'middle' }) {
  const shown = text.length > most ? `${text.slice(0, most)}…` : text
  if (at === 'end' || shown.length < 2 * tail) {
    return (
      <span className="ts-trunc" title={shown}>
        {shown}
      </span>
    )
  }
  return (
    <span className="ts-middle" title={shown}>
      <span className="ts-sr">{shown}</span>
      <span className="ts-middle__start" aria-hidden="true">
        {shown.slice(0, -tail)}
      </span>
      <span className="ts-middle__end" aria-hidden="true">
        {shown.slice(-tail)}
      </span>
    </span>
  )
}
