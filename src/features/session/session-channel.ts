/** Tabs of this browser tell each other over it that somebody has signed in. */
const NAME = 'tagstream.session'

export function tellSignedIn(): void {
  const channel = new BroadcastChannel(NAME)
  channel.postMessage('signed-in')
  channel.close()
}

/** Answers how to stop listening. */
export function onSignedIn(listener: () => void): () => void {
  const channel = new BroadcastChannel(NAME)
  channel.onmessage = listener
  return () => channel.close()
}
