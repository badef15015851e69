import type { TagRow } from '@/domain/stream-row'
import type { TagState } from '@/domain/tag-state'
import { type TagPlace, tracking } from '@/domain/tracking'
import { Note } from '@/ui/note'
import styles from './tag-state-note.module.css'

/** A word on states that are not a failure but need one; nothing for the calm ones. */
export function TagStateNote({ tag, state, at }: { tag: TagRow; state: TagState; at: TagPlace }) {
  const note = stateNote(tag, state, at)
  return note && <div className={styles.note}>{note}</div>
}

function stateNote(tag: TagRow, state: TagState, at: TagPlace) {
  switch (state.word) {
    case 'importing':
      return (
        <Note kind="info" title="The image is being imported.">
          The page shows it as soon as it is there.
        </Note>
      )
    case 'noAnswer':
      return (
        <Note kind="warn" title="No answer from the importer was seen.">
          The tag was told to import a while ago, and the cluster wrote neither an image nor an
          error. The same error as before writes nothing; so it may have failed again. Import it
          again to hear how it goes.
        </Note>
      )
    case 'diverged':
      return (
        <Note kind="warn" title="Someone pushed over this tag.">
          It holds the pushed image, not what it was told to point at. Retarget it to have its
          source again.
        </Note>
      )
    case 'unresolved':
      return (
        <Note
          kind="warn"
          title={
            tag.latest
              ? 'This tag does not hold what it points at.'
              : 'What this tag points at gives it no image.'
          }
        >
          {sentence(state.detail)} {wayOut(tag, at)}
        </Note>
      )
    case 'neverImported':
      return (
        <Note kind="plain" title="No image was ever imported.">
          {neverImported(tag, at)}
        </Note>
      )
    default:
      return null
  }
}

/** What will bring the image: nobody, where it was to be copied when the tag was set (S-5). */
function wayOut(tag: TagRow, at: TagPlace): string {
  switch (tracking(tag, at)) {
    case 'live':
      return 'The tag takes the next image of its source by itself, at once.'
    case 'copied':
      return 'Copying was tried when the tag was set, and is not tried again: retarget it once its source has the image.'
    default:
      return 'Retarget it to an image that is there.'
  }
}

function neverImported(tag: TagRow, at: TagPlace): string {
  switch (tracking(tag, at)) {
    case 'scheduled':
      return 'Nothing failed either. It is scheduled, so the cluster looks for it again by itself.'
    case 'imported-once':
      return 'Nothing failed either. Import it again to have its image.'
    default:
      return 'The tag has no source to import from.'
  }
}

function sentence(words: string): string {
  return words && `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}
