/** A build step as a Dockerfile line, its word set apart; the whole of it in the tooltip. */
export function Instruction({ text }: { text: string }) {
  const [, word = '', rest = text] = /^([A-Z]+)(\s[\s\S]*)$/.exec(text) ?? []
  return (
    <span className="ts-instr" title={text.slice(0, 2000)}>
      {word && <b>{word}</b>}
      {rest.slice(0, 2000)}
    </span>
  )
}
