import type { TagDraft } from '@/domain/tag-draft'

/** One thing about a tag that two people can differ on: a field, or a single annotation. */
export interface DraftField {
  key: string
  title: string
  /** In words; '' where it is not set. */
  value: (draft: TagDraft) => string
  /** The draft, with this field as `from` has it. */
  take: (draft: TagDraft, from: TagDraft) => TagDraft
}

const yesNo = (isSet: boolean) => (isSet ? 'yes' : 'no')

const plainFields: DraftField[] = [
  field('from', 'Points at', (draft) => draft.from),
  field('referencePolicy', 'Pods pull', ({ referencePolicy }) =>
    referencePolicy === 'Local' ? 'through the internal registry' : 'from the source',
  ),
  field('scheduled', 'Scheduled', ({ scheduled }) => yesNo(scheduled)),
  field('importMode', 'Import mode', ({ importMode }) => importMode || 'the cluster’s default'),
  field('insecure', 'Insecure', ({ insecure }) => yesNo(insecure)),
  field('reference', 'Reference', ({ reference }) => yesNo(reference)),
]

function field<Key extends keyof TagDraft & string>(
  key: Key,
  title: string,
  value: (draft: TagDraft) => string,
): DraftField {
  return { key, title, value, take: (draft, from) => ({ ...draft, [key]: from[key] }) }
}

function annotationField(name: string): DraftField {
  const get = (draft: TagDraft) => draft.annotations.find(([key]) => key === name)?.[1]
  return {
    key: `annotation ${name}`,
    title: `Annotation ${name}`,
    value: (draft) => get(draft) ?? '',
    take: (draft, from) => {
      const value = get(from)
      const others = draft.annotations.filter(([key]) => key !== name)
      if (value === undefined) return { ...draft, annotations: others }
      const isThere = others.length < draft.annotations.length
      return {
        ...draft,
        annotations: isThere
          ? draft.annotations.map(([key, old]) => (key === name ? [key, value] : [key, old]))
          : [...others, [name, value]],
      }
    },
  }
}

/** The fields in which drafts differ, annotations one by one. Unnamed annotations do not count. */
export function differences(a: TagDraft, b: TagDraft): DraftField[] {
  const names = new Set([...a.annotations, ...b.annotations].map(([key]) => key).filter(Boolean))
  const fields = [...plainFields, ...[...names].sort().map(annotationField)]
  return fields.filter(({ key, value }) =>
    key.startsWith('annotation ') ? !hasSameAnnotation(a, b, key.slice(11)) : value(a) !== value(b),
  )
}

function hasSameAnnotation(a: TagDraft, b: TagDraft, name: string): boolean {
  const of = (draft: TagDraft) => draft.annotations.find(([key]) => key === name)?.[1]
  return of(a) === of(b)
}

/** Whose side each field of a conflict takes, by the field's key. */
export type Sides = Readonly<Record<string, 'mine' | 'theirs'>>

/**
 * One draft out of two: where they differ, the side chosen; where nothing is chosen, mine if I
 * changed it since `base`, else theirs. So nobody's change is lost that nobody decided against.
 */
export function mergeDrafts(
  { base, theirs, mine }: { base: TagDraft; theirs: TagDraft; mine: TagDraft },
  sides: Sides,
): TagDraft {
  const touched = new Set(differences(base, mine).map(({ key }) => key))
  return differences(theirs, mine).reduce((merged, { key, take }) => {
    const side = sides[key] ?? (touched.has(key) ? 'mine' : 'theirs')
    return side === 'theirs' ? take(merged, theirs) : merged
  }, mine)
}

/** Which side a field takes before anybody chose. */
export function defaultSide(key: string, base: TagDraft, mine: TagDraft): 'mine' | 'theirs' {
  return differences(base, mine).some((each) => each.key === key) ? 'mine' : 'theirs'
}
