import { parseImageReference } from './image-reference'
import { quoted } from './refused'
import type { StreamRow, TagRow, TagWish } from './stream-row'
import { referenceTarget } from './tag-reference'

/** What importing a tag again imports, or why that cannot be. */
export type ImportTarget =
  | {
      ok: true
      /** The tag that is imported: the one asked for, or the one at the end of what it follows. */
      tag: string
      /** The registry image, as the tag names it. */
      source: string
      /**
       * The importer takes no image by digest together with a schedule, though a tag may have both:
       * such a tag is told to import itself again (S-36), and the others are imported at once.
       */
      isAskedOnly: boolean
    }
  | { ok: false; problem: string }

/**
 * What “import again” means for a tag, as `oc import-image` finds it (S-34): tags that follow others
 * of the stream lead to the one that names a registry image. A tag with any other source is never
 * imported, for the import would silently replace that source.
 */
export function importTarget(
  { namespace, name: stream, tags }: Pick<StreamRow, 'namespace' | 'name' | 'tags'>,
  tag: string,
): ImportTarget {
  const seen = new Set<string>()
  for (let name = tag; ; ) {
    if (seen.has(name)) return no(`${quoted(name)} follows itself, so nothing names an image.`)
    seen.add(name)
    const wish = wishOf(tags, name)
    if (!wish) return no(missing(tags, name, name === tag))
    const { from } = wish
    if (!from) return no(`${quoted(name)} names no source to import from.`)
    if (from.kind !== 'ImageStreamTag') return ending(name, wish)
    const next = referenceTarget(from, { namespace, stream })
    const isElsewhere = from.namespace !== '' && from.namespace !== namespace
    if (isElsewhere || next?.namespace !== namespace || next.stream !== stream) {
      return no(
        `${quoted(name)} is a copy of a tag of another stream, and is not imported. Retarget it to copy it once more.`,
      )
    }
    name = next.tag ?? ''
  }
}

/** Whether the tag can be imported at all: said of rows, before anything is read again. */
export function isImportable(stream: StreamRow, { name }: TagRow): boolean {
  return importTarget(stream, name).ok
}

/** Of two with the same name the last counts, as for the server. */
function wishOf(tags: readonly TagRow[], name: string): TagWish | null {
  return tags.findLast((each) => each.name === name)?.spec ?? null
}

function missing(tags: readonly TagRow[], name: string, isFirst: boolean): string {
  const isPushed = tags.some((each) => each.name === name)
  if (isPushed) return `${quoted(name)} was pushed, and has no source to import from.`
  return isFirst
    ? `There is no tag ${quoted(name)} any more.`
    : `It follows ${quoted(name)}, which does not exist.`
}

function ending(tag: string, wish: TagWish): ImportTarget {
  const { from, reference, scheduled } = wish
  if (from?.kind === 'ImageStreamImage') {
    return no(`${quoted(tag)} is pinned to an image, and an import would take it off.`)
  }
  if (from?.kind !== 'DockerImage') return no(`The source of ${quoted(tag)} is of an unknown kind.`)
  if (reference) return no(`${quoted(tag)} only names its image, which is never imported.`)
  const parsed = parseImageReference(from.name)
  const hasDigest = parsed.ok && parsed.value.digest !== ''
  return { ok: true, tag, source: from.name, isAskedOnly: scheduled && hasDigest }
}

function no(problem: string): ImportTarget {
  return { ok: false, problem }
}
