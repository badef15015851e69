/** Where a watch writes its events: the answer of a request, or a WebSocket. */
export interface EventSink {
  /** What was written is still on its way, and more should wait for 'drain'. */
  readonly writableNeedDrain: boolean
  /** One event as a line of JSON. False where the next should wait for 'drain'. */
  write(line: string): boolean
  /** Ends it cleanly, after what is on its way. */
  end(): unknown
  /** Lets the client go at once. */
  destroy(): unknown
  on(event: 'close' | 'drain' | 'error', listener: () => void): unknown
  off(event: 'close' | 'drain' | 'error', listener: () => void): unknown
}
