import { shortDigest } from '@/domain/digest'
import type { TagRow } from '@/domain/stream-row'
import { copyText } from '@/ui/copy-button'
import { useToasts } from '@/ui/toasts'

/** Copies the digest that a tag holds, by a key: it is said in a toast, for there is no button to turn green. */
export function useCopyDigest(): (tag: TagRow) => void {
  const { addToast } = useToasts()
  return (tag) => {
    const digest = tag.latest?.image ?? ''
    if (digest === '') {
      addToast({ kind: 'bad', title: `${tag.name} holds no image to copy the digest of` })
      return
    }
    copyText(digest).then(
      () =>
        addToast({ kind: 'ok', title: `Copied ${shortDigest(digest)}`, body: 'The whole digest.' }),
      () => addToast({ kind: 'bad', title: 'The browser did not let the digest be copied' }),
    )
  }
}
