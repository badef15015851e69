import { tagHistory, tagNames } from '@/domain/image-stream'
import type { ImageStream } from '@/domain/kinds/image-stream'

/** A tag that holds an image now, or has it in its history. */
export interface HoldingTag {
  tag: string
  isCurrent: boolean
  /** When it came to hold it (the newest time, where it did more than once). */
  since: string
}

/** The tags of a stream with the image in their history; those that hold it now come first. */
export function holdingTagsOf(imageStream: ImageStream, digest: string): HoldingTag[] {
  const holding = tagNames(imageStream).flatMap((tag) => {
    const history = tagHistory(imageStream, tag)
    const index = history.findIndex((event) => event.image === digest)
    const event = history[index]
    return event ? [{ tag, isCurrent: index === 0, since: event.created }] : []
  })
  return [
    ...holding.filter(({ isCurrent }) => isCurrent),
    ...holding.filter(({ isCurrent }) => !isCurrent),
  ]
}

/** The tags that hold each image now, by digest. */
export function currentTagsByImage(imageStream: ImageStream): Map<string, string[]> {
  const tags = new Map<string, string[]>()
  for (const tag of tagNames(imageStream)) {
    const image = tagHistory(imageStream, tag)[0]?.image
    if (!image) continue
    const known = tags.get(image)
    if (known) known.push(tag)
    else tags.set(image, [tag])
  }
  return tags
}
