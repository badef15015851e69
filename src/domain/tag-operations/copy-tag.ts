import { shortDigest } from '@/domain/digest'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { parseProjectName } from '@/domain/project-name'
import type { Right } from '@/domain/right'
import { draftOf, type EditedTag } from '@/domain/tag-draft'
import { formatTagReference, parseStreamName, parseTagName } from '@/domain/tag-reference'
import { seenTag } from './seen-tag'
import { blocked, draftedOperation, type TagOperation } from './tag-operation'

/** One image of a stream, to be given to a tag elsewhere. */
export interface CopiedImage {
  namespace: string
  stream: string
  /** As in `web:main` or `web@448e23097047`: what is said of it. */
  name: string
  /** The digest; '' for one that is only named. */
  image: string
  reference: string
}

/** Where it goes; as typed. */
export interface CopyTarget {
  namespace: string
  stream: string
  tag: string
  /** Keep pulling from the source (S-22), instead of through the stream it is copied to. */
  isReference: boolean
}

/**
 * [E6] Gives the image of one tag to another tag, of any stream and project (S-11, S-30): the image
 * as it is now, which does not change when the source moves. What the other tag has of policies
 * and annotations it keeps (S-14).
 */
export function copyTag({
  source,
  target,
  stream,
}: {
  source: CopiedImage
  target: CopyTarget
  /** The stream that it goes to; undefined where it does not exist. */
  stream: ImageStream | undefined
}): TagOperation {
  const at: EditedTag = {
    namespace: target.namespace.trim(),
    stream: target.stream.trim(),
    tag: target.tag.trim(),
  }
  const [problem] = Object.values(copyProblems(target))
  if (problem) return blocked(at, undefined, problem)
  const seen = stream && seenTag(stream, at.tag)
  if (source.image === '' && source.reference === '') {
    // The words of oc tag (S-11).
    const message = `${source.name} is not currently pointing to an image, it cannot be copied.`
    return blocked(at, seen, message)
  }
  const isElsewhere = at.namespace !== source.namespace
  const from = source.image
    ? `${isElsewhere ? `${source.namespace}/` : ''}${source.stream}@${source.image}`
    : formatTagReference({ kind: 'DockerImage', name: source.reference })
  const name = `${isElsewhere ? `${at.namespace}/` : ''}${at.stream}:${at.tag}`
  const draft = { ...draftOf(seen?.spec), from, reference: target.isReference }
  const isSame = seen?.spec !== undefined && seen.image === source.image && source.image !== ''
  return draftedOperation({
    at,
    stream,
    seen,
    draft: source.image ? { ...draft, scheduled: false } : draft,
    again: true,
    target: { image: source.image, reference: source.reference },
    first: [
      ...(isSame ? [`${name} holds this image already.`] : []),
      `${name} takes ${written(source, isElsewhere)} as it is now. It does not follow when the source moves.`,
      ...(stream ? [] : [`Image stream ${at.stream} is made in project ${at.namespace}.`]),
      ...pullSentence(source, at, target.isReference),
    ],
    rights: isElsewhere ? sourceRights(source) : [],
  })
}

/** What is wrong with where it should go, by field. */
export function copyProblems(
  target: Pick<CopyTarget, 'namespace' | 'stream' | 'tag'>,
): Partial<Record<'namespace' | 'stream' | 'tag', string>> {
  const problems: Partial<Record<'namespace' | 'stream' | 'tag', string>> = {}
  const namespace = parseProjectName(target.namespace.trim())
  if (!namespace.ok) problems.namespace = namespace.problem
  const stream = parseStreamName(target.stream.trim())
  if (!stream.ok) problems.stream = stream.problem
  const tag = parseTagName(target.tag.trim())
  if (!tag.ok) problems.tag = tag.problem
  return problems
}

/** The cluster looks whether a person may pull from the stream that they copy from (S-23). */
function sourceRights({ namespace, stream }: CopiedImage): Right[] {
  return [{ verb: 'get', resource: 'imagestreams', subresource: 'layers', namespace, name: stream }]
}

function pullSentence(source: CopiedImage, at: EditedTag, isReference: boolean): string[] {
  const isHere = source.namespace === at.namespace && source.stream === at.stream
  if (isHere || source.image === '') return []
  return isReference
    ? [`Pods keep pulling it from ${source.namespace}/${source.stream}, and need the right to.`]
    : [
        `What is in the internal registry is pulled through ${at.namespace}/${at.stream}, without rights in ${source.namespace}.`,
      ]
}

function written({ namespace, name, image }: CopiedImage, isElsewhere: boolean): string {
  const full = isElsewhere ? `${namespace}/${name}` : name
  return image && !name.includes('@') ? `the image of ${full}, ${shortDigest(image)},` : full
}
