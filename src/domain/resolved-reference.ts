import type { TagRow } from './stream-row'

/**
 * What pods, triggers and builds really pull when they name the tag (S-7): the newest image as its
 * source calls it, or through the internal registry where the reference policy is Local and both
 * the repository and the digest are known. '' while there is no image.
 */
export function pullString(
  { spec, latest }: Pick<TagRow, 'spec' | 'latest'>,
  repository: string,
): string {
  if (!latest) return ''
  return isPulledLocally({ spec, latest }, repository)
    ? `${repository}@${latest.image}`
    : latest.reference
}

/** Whether the tag's image is pulled through the stream's repository in the internal registry. */
export function isPulledLocally(
  { spec, latest }: Pick<TagRow, 'spec' | 'latest'>,
  repository: string,
): boolean {
  return spec?.referencePolicy === 'Local' && repository !== '' && Boolean(latest?.image)
}
