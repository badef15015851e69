import { draftConsequences } from '@/domain/draft-consequences'
import { tagRow } from '@/domain/image-stream'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { ocCommand } from '@/domain/oc-command'
import type { Right } from '@/domain/right'
import { draftProblems, type EditedTag, type TagDraft } from '@/domain/tag-draft'
import { asText } from '@/domain/untrusted'
import type { SeenTag } from './seen-tag'
import { draftWrite, isEmptyWrite, type TagWrite, writeRights } from './tag-write'

/** A change of one tag, ready to be shown before it is sent. */
export interface TagOperation {
  at: EditedTag
  /** The tag as the person saw it; undefined where there is none yet. */
  seen: SeenTag | undefined
  /** What is sent; null where it cannot be, and then `blocker` says why. */
  write: TagWrite | null
  blocker: string
  /** What it will do, in whole sentences, the most important first. */
  sentences: string[]
  /** The nearest `oc` command; '' while there is none. */
  command: string
  rights: Right[]
}

/** What cannot be done, and why. */
export function blocked(
  at: EditedTag,
  seen: SeenTag | undefined,
  blocker: string,
  rights: Right[] = [],
): TagOperation {
  return { at, seen, write: null, blocker, sentences: [], command: '', rights }
}

interface DraftedOperation {
  at: EditedTag
  /** The stream of the tag, where there is one already. */
  stream: ImageStream | undefined
  seen: SeenTag | undefined
  draft: TagDraft
  /** Take the source again, also where its name stays (S-19). */
  again?: boolean
  /** What the new source holds now. */
  target?: { image: string; reference: string } | undefined
  /** Said before what every draft does. */
  first?: string[]
  rights?: Right[]
}

/** The operation that makes a tag what a draft says: all but untrack and delete are of this kind. */
export function draftedOperation(known: DraftedOperation): TagOperation {
  const { at, stream, seen, draft, again, target, first = [], rights = [] } = known
  const [problem] = Object.values(draftProblems(draft, at, seen?.spec)).filter(Boolean)
  if (problem) return blocked(at, seen, problem, rights)
  const write = draftWrite(at, seen, draft, again)
  if (isEmptyWrite(write)) return blocked(at, seen, 'It is so already.', rights)
  const context = {
    ...at,
    row: stream && tagRow(stream, at.tag),
    repository: asText(stream?.status?.dockerImageRepository),
    target,
  }
  return {
    at,
    seen,
    write,
    blocker: '',
    sentences: [...first, ...draftConsequences(seen?.spec, draft, context)],
    command: ocCommand(at, draft, seen?.spec, again),
    rights: [...writeRights(at, write), ...rights],
  }
}
