import { repositoryOf } from '@/domain/image-reference'
import { isReferenceOf, isSameRepository } from './claims'
import type { Check } from './verdict'

/**
 * The repositories under which an image is known here, each once: where it was imported from, and
 * the addresses of its stream in the registry. What is no reference is left out.
 */
export function knownRepositories(references: readonly string[]): string[] {
  return [...new Set(references.map(repositoryOf))].filter((repository) => repository !== '')
}

/**
 * Compares the repository that a signature names with those under which the image is known. An image
 * is looked at by its digest, so by `matchRepoDigestOrExact` (what `oc adm verify-image-signature`
 * uses) the repositories must be the same and the claim must have a tag or a digest. Cosign writes
 * the repository alone, and is compared by it alone (`matchRepository`).
 */
export function identityCheck(
  kind: 'atomic' | 'cosign',
  claimed: string,
  { repositories, digest }: { repositories: readonly string[]; digest: string },
): Check {
  const name = 'Repository'
  if (repositories.length === 0) {
    const detail = `It names ${claimed}. Under which repository the image is known is not told, so there is nothing to compare with.`
    return { name, outcome: 'not-checked', detail }
  }
  const same = repositories.find((repository) => isSameRepository(claimed, repository))
  if (same === undefined) {
    const expected = repositories.join(' or ')
    const detail = `It names another repository. Expected ${expected}, found ${claimed}.`
    return { name, outcome: 'failed', detail }
  }
  if (kind === 'cosign') {
    const detail = `It names this repository: ${claimed}.`
    return { name, outcome: 'passed', detail }
  }
  if (!isReferenceOf(claimed, `${same}@${digest}`)) {
    const detail = `It names this repository, ${claimed}, but neither a tag nor a digest of it. The cluster’s rule (matchRepoDigestOrExact) takes no such name.`
    return { name, outcome: 'failed', detail }
  }
  const detail = `It names this repository: ${claimed}. The image is looked at by its digest, so that the tag need not be the same.`
  return { name, outcome: 'passed', detail }
}
