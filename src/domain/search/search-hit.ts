import type { StreamRow, TagRow } from '@/domain/stream-row'
import type { WantedLabel } from './search-query'
import type { MatchRank } from './text-match'

/** Why something was found: in which of its parts, and how well the words fit that. */
export interface SearchReason {
  part: SearchPart
  rank: MatchRank
}

/**
 * - `name`: of the stream · `tag`: its name · `project`: the name of the project
 * - `source`: what the tag points at in a registry
 * - `digest`: of the image that the tag holds · `about`: of the image that it carries something for
 * - `pinned`: the digest in what the tag points at · `otherDigest`: only its repository is the same
 * - `label`: of the stream · `imports`: the repository that the whole stream is imported from
 * - `repository`: a registry's address of the stream · `sameName`: only project and name are the same
 */
export type SearchPart =
  | 'name'
  | 'tag'
  | 'project'
  | 'source'
  | 'digest'
  | 'about'
  | 'pinned'
  | 'otherDigest'
  | 'label'
  | 'imports'
  | 'repository'
  | 'sameName'

export interface StreamHit {
  stream: StreamRow
  why: SearchReason
}

export interface TagHit {
  stream: StreamRow
  tag: TagRow
  why: SearchReason
}

/** An image, and where it is held now. */
export interface ImageHit {
  digest: string
  /** A stream that has it, to look into the image there. */
  stream: StreamRow
  /** How many tags hold it; 0 where a pull spec names it and nothing holds it any more. */
  tags: number
  projects: number
}

/** A label that streams have, or several that they have together. */
export interface LabelHit {
  labels: readonly WantedLabel[]
  streams: number
}

export interface ProjectHit {
  namespace: string
  streams: number
  why: SearchReason
}

const fits: Readonly<Record<MatchRank, string>> = {
  0: 'is it',
  1: 'begins so',
  2: 'a word begins so',
  3: 'contains it',
  4: 'is nearly it',
  5: 'has the letters',
}

const parts: Readonly<Record<SearchPart, string | ((fit: string) => string)>> = {
  name: (fit) => `name ${fit}`,
  tag: (fit) => `tag ${fit}`,
  project: (fit) => `project ${fit}`,
  source: (fit) => `source ${fit}`,
  label: (fit) => `label ${fit}`,
  repository: (fit) => `pull spec ${fit}`,
  digest: 'holds it',
  about: 'kept with it',
  pinned: 'points at it',
  otherDigest: 'same repository, another digest',
  imports: 'imports this repository',
  sameName: 'same name, another registry',
}

/** The reason in a few words: `name begins so`, `source contains it`. */
export function reasonWords({ part, rank }: SearchReason): string {
  const words = parts[part]
  return typeof words === 'string' ? words : words(fits[rank])
}
