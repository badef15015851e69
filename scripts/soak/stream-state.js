/**
 * What a soaked image stream says, as far as the writers change it.
 *
 * @typedef {{ labels: Record<string, string>, tags: Record<string, string>, history: Record<string, string[]> }} StreamState
 * @typedef {{ metadata: { name: string, resourceVersion: string, labels?: Record<string, string> | null },
 *   spec?: { tags?: { name: string, from?: { name: string } | null }[] | null },
 *   status?: { tags?: { tag: string, items?: { image: string }[] | null }[] | null } }} StreamObject
 */

/**
 * @param {StreamObject} stream
 * @returns {StreamState}
 */
export function stateOf({ metadata, spec, status }) {
  return {
    labels: metadata.labels ?? {},
    tags: Object.fromEntries((spec?.tags ?? []).map(({ name, from }) => [name, from?.name ?? ''])),
    history: Object.fromEntries(
      (status?.tags ?? [])
        .map(({ tag, items }) => /** @type {const} */ ([tag, imagesOf(items ?? [])]))
        .filter(([, images]) => images.length > 0),
    ),
  }
}

/**
 * What was pushed: the entry of a tag that is a mere reference has no image.
 *
 * @param {{ image: string }[]} items
 */
function imagesOf(items) {
  return items.map(({ image }) => image).filter((image) => image !== '')
}

/**
 * The same text for the same state, whatever the order of names.
 *
 * @param {StreamState | undefined} state
 */
export function textOf(state) {
  if (!state) return 'no stream'
  const sorted = [state.labels, state.tags, state.history].map((names) =>
    Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1)),
  )
  return JSON.stringify(sorted)
}
