import { formatImageReference, parseImageReference, repositoryOf } from './image-reference'
import { specTag } from './image-stream'
import { importTarget } from './import-target'
import type { ImageStream, TagImportPolicy, TagReferencePolicy } from './kinds/image-stream'
import type { ImageImport, ImageStreamImport } from './kinds/image-stream-import'
import { quoted } from './refused'
import { shellCommand } from './shell-word'
import { type StreamRow, toStreamRow } from './stream-row'
import { parseStreamName, parseTagName } from './tag-reference'

/** Where images are imported to, and how new tags are made. */
export interface ImportDraft {
  namespace: string
  stream: string
  scheduled: boolean
  insecure: boolean
  importMode: 'Legacy' | 'PreserveOriginal'
  referencePolicy: 'Source' | 'Local'
}

/** One image of a registry, and the tag that it becomes. */
export interface PlannedImport {
  /** As the tag will name it. */
  from: string
  to: string
}

/**
 * What importing does to a tag (S-34): `new` makes it, `again` imports what it names already, with
 * its own policy; `pushed` puts the image on top of what was pushed, and gives the tag a source.
 * Everything else would silently replace the tag's source, and is left to retargeting.
 */
export type ImportEffect =
  | { kind: 'new' | 'again' | 'pushed' }
  | { kind: 'blocked'; problem: string }

/** What importing would do to the tag, by the stream as it is; undefined for one that is not there. */
export function importEffect(stream: StreamRow | undefined, plan: PlannedImport): ImportEffect {
  const name = parseTagName(plan.to)
  if (!name.ok) return blocked(name.problem)
  const tag = stream?.tags.findLast((each) => each.name === plan.to)
  if (!stream || !tag) return { kind: 'new' }
  if (!tag.spec) return { kind: 'pushed' }
  if (tag.spec.from?.kind === 'DockerImage' && !isSameImage(tag.spec.from.name, plan.from)) {
    return blocked(
      `${quoted(plan.to)} imports ${tag.spec.from.name}. Retarget it to give it another source.`,
    )
  }
  const target = importTarget(stream, plan.to)
  if (!target.ok) return blocked(target.problem)
  if (target.tag !== plan.to) {
    return blocked(`${quoted(plan.to)} follows ${quoted(target.tag)}. Retarget it first.`)
  }
  return target.isAskedOnly
    ? blocked(`${quoted(plan.to)} is scheduled and by digest: import it again from its own page.`)
    : { kind: 'again' }
}

/** What is wrong with the names of a plan as a whole; '' where nothing is. */
export function importProblem({ stream }: ImportDraft, plans: readonly PlannedImport[]): string {
  const name = parseStreamName(stream)
  if (!name.ok) return name.problem
  const seen = new Set<string>()
  for (const { to } of plans) {
    const tag = parseTagName(to)
    if (!tag.ok) return tag.problem
    // The server takes both, and the last one wins (observed 53).
    if (seen.has(to)) return `Two images would become the tag ${quoted(to)}.`
    seen.add(to)
  }
  return ''
}

/**
 * The request that imports images into a stream as it is now: its version goes along, so that what
 * was looked at is what is written to. A stream that is not there yet is made (S-32).
 */
export function importTagsRequest(
  draft: ImportDraft,
  plans: readonly PlannedImport[],
  stream: ImageStream | undefined,
): ImageStreamImport {
  const version = stream?.metadata.resourceVersion
  return {
    apiVersion: 'image.openshift.io/v1',
    kind: 'ImageStreamImport',
    metadata: {
      name: draft.stream,
      namespace: draft.namespace,
      ...(version ? { resourceVersion: version } : {}),
    },
    spec: { import: true, images: plans.map((plan) => imageImport(draft, plan, stream)) },
  }
}

function imageImport(
  draft: ImportDraft,
  plan: PlannedImport,
  stream: ImageStream | undefined,
): ImageImport {
  const known = stream && specTag(stream, plan.to)
  // A tag that is there keeps its policy in full: a plain import would take some of it away (S-35).
  const importPolicy = known ? known.importPolicy : newImportPolicy(draft, plan)
  const referencePolicy = known ? known.referencePolicy : newReferencePolicy(draft)
  return {
    from: { kind: 'DockerImage', name: known?.from?.name ?? plan.from },
    to: { name: plan.to },
    ...(importPolicy && { importPolicy }),
    ...(referencePolicy && { referencePolicy }),
  }
}

function newImportPolicy(draft: ImportDraft, { from }: PlannedImport): TagImportPolicy {
  return {
    ...(draft.insecure ? { insecure: true } : {}),
    // The importer refuses to schedule an image that can never change.
    ...(draft.scheduled && !hasDigest(from) ? { scheduled: true } : {}),
    importMode: draft.importMode,
  }
}

function newReferencePolicy({ referencePolicy }: ImportDraft): TagReferencePolicy {
  return { type: referencePolicy }
}

/** The `oc` commands that do the same (S-33), one for each tag. */
export function importCommands(
  draft: ImportDraft,
  plans: readonly PlannedImport[],
  stream: StreamRow | undefined,
): string[] {
  return plans.map((plan) => {
    const wish = stream?.tags.findLast(({ name }) => name === plan.to)?.spec
    const policy = wish ?? { ...draft, scheduled: draft.scheduled && !hasDigest(plan.from) }
    return shellCommand([
      'oc',
      'import-image',
      `${draft.stream}:${plan.to}`,
      '-n',
      draft.namespace,
      `--from=${wish?.from?.name ?? plan.from}`,
      ...(stream ? [] : ['--confirm']),
      ...(policy.importMode === 'PreserveOriginal' ? ['--import-mode=PreserveOriginal'] : []),
      ...(policy.scheduled ? ['--scheduled'] : []),
      ...(policy.insecure ? ['--insecure'] : []),
      ...(!wish && draft.referencePolicy === 'Local' ? ['--reference-policy=local'] : []),
    ])
  })
}

/** The plans that may not be sent, each with why, by the stream as the cluster has it. */
export function blockedImports(
  stream: ImageStream | undefined,
  plans: readonly PlannedImport[],
): Map<PlannedImport, string> {
  const row = stream && toStreamRow(stream)
  const found = new Map<PlannedImport, string>()
  for (const plan of plans) {
    const effect = importEffect(row, plan)
    if (effect.kind === 'blocked') found.set(plan, effect.problem)
  }
  return found
}

/** A name for the stream and the tag of an import, from what is imported; '' where it gives none. */
export function suggestedNames(reference: string): { stream: string; tag: string } {
  const parsed = parseImageReference(reference)
  if (!parsed.ok) return { stream: '', tag: '' }
  const { repository, tag, digest } = parsed.value
  const last = repository.slice(repository.lastIndexOf('/') + 1)
  // A repository may have two of a mark in a row, a stream may not.
  const stream = last.replace(/[._-]{2,}/g, '-')
  return { stream, tag: tag || (digest ? '' : 'latest') }
}

/** The reference of one tag of a repository, as a new tag will name it. */
export function taggedReference(reference: string, tag: string): string {
  const parsed = parseImageReference(reference)
  return parsed.ok ? formatImageReference({ ...parsed.value, tag, digest: '' }) : reference
}

function isSameImage(one: string, other: string): boolean {
  return one === other || fullName(one) === fullName(other)
}

/** `nginx` and `docker.io/library/nginx:latest` are one. */
function fullName(reference: string): string {
  const parsed = parseImageReference(reference)
  if (!parsed.ok) return reference
  const { tag, digest } = parsed.value
  return digest
    ? `${repositoryOf(reference)}@${digest}`
    : `${repositoryOf(reference)}:${tag || 'latest'}`
}

function hasDigest(reference: string): boolean {
  const parsed = parseImageReference(reference)
  return parsed.ok && parsed.value.digest !== ''
}

function blocked(problem: string): ImportEffect {
  return { kind: 'blocked', problem }
}
