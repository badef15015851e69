import type { StreamRow, TagRow } from '@/domain/stream-row'
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
 * - `label`: of the stream
 * - `repository`: a registry's address of the stream · `sameName`: only project and name are the same
 */
export type SearchPart =
  | 'name'
  | 'tag'
  | 'project'
  | 'source'
  | 'digest'
  | 'about'
  | 'label'
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

/** A label that streams have. */
export interface LabelHit {
  key: string
  value: string
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
  4: 'has the letters',
}

const parts: Readonly<Record<Exclude<SearchPart, 'sameName' | 'digest' | 'about'>, string>> = {
  name: 'name',
  tag: 'tag',
  project: 'project',
  source: 'source',
  label: 'label',
  repository: 'pull spec',
}

/** The reason in a few words: `name begins so`, `source contains it`. */
export function reasonWords({ part, rank }: SearchReason): string {
  if (part === 'digest') return 'holds it'
  if (part === 'about') return 'kept with it'
  return part === 'sameName' ? 'same name, another registry' : `${parts[part]} ${fits[rank]}`
}
