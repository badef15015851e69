/**
 * The whole lines of a byte stream, in batches as they arrive, and nothing of a line that was cut
 * off. Characters and lines may be split anywhere. Every
 * chunk counts as a sign of life: one that completes no line is an empty batch.
 */
export async function* lines(body: ReadableStream<Uint8Array>): AsyncGenerator<string[]> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let begun: string[] = []
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      const text = decoder.decode(chunk.value, { stream: true })
      const end = text.lastIndexOf('\n')
      if (end === -1) {
        begun.push(text)
        yield []
        continue
      }
      const whole = begun.join('') + text.slice(0, end)
      begun = [text.slice(end + 1)]
      yield whole.split('\n').filter((line) => line.trim() !== '')
    }
  } finally {
    // A body that is no longer read would hold its connection open; what it says then is of no use.
    reader.cancel().catch(() => {})
  }
}
