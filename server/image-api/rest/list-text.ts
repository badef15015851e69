import type { KubeObject, ListMeta } from '@/domain/kinds/meta'
import type { View } from './view'

/** Characters that are made before they are sent. */
const CHUNK = 256 * 1024

/**
 * The JSON of a list in pieces, each made when it is asked for: a list of any length needs the memory of one
 * piece. A list that fits into one piece is one piece.
 */
export function* listText(
  view: View,
  metadata: ListMeta,
  items: Iterable<KubeObject>,
): Generator<string, void, undefined> {
  const { head, itemsName } = view.list(metadata)
  let text = `${JSON.stringify(head).slice(0, -1)},"${itemsName}":[`
  let isFirst = true
  for (const item of items) {
    text += `${isFirst ? '' : ','}${JSON.stringify(view.item(item))}`
    isFirst = false
    if (text.length >= CHUNK) {
      yield text
      text = ''
    }
  }
  yield `${text}]}\n`
}
