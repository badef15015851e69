import type { Blob, SampleImage } from './oci-image'
import type { SampleStream } from './sample-stream'

/** A repository of the sample's registry. */
export interface SampleRepository {
  /** Digests by tag: what an import of the tag finds now. */
  tags: Map<string, string>
  manifests: Map<string, SampleImage>
  blobs: Map<string, Blob>
}

/**
 * All that the company imports, by repository: each tag names what the stream's newest import of it holds,
 * so that an import finds nothing new; older images are there by digest.
 */
export function sampleRepositories(
  company: readonly SampleStream[],
): Map<string, SampleRepository> {
  const repositories = new Map<string, SampleRepository>()
  const newest = new Map<string, number>()
  for (const act of company.flatMap(({ tags }) => tags.flatMap(({ acts }) => acts))) {
    if (act.does !== 'import') continue
    const [, name = '', tag = ''] = /^[^/]+\/(.+):([^:/]+)$/.exec(act.from) ?? []
    const repository = repositories.get(name) ?? {
      tags: new Map(),
      manifests: new Map(),
      blobs: new Map(),
    }
    repositories.set(name, repository)
    for (const image of [act.served, ...act.served.children]) {
      repository.manifests.set(image.digest, image)
      for (const blob of image.blobs) repository.blobs.set(blob.digest, blob)
    }
    if (act.at < (newest.get(act.from) ?? Number.POSITIVE_INFINITY)) {
      newest.set(act.from, act.at)
      repository.tags.set(tag, act.served.digest)
    }
  }
  return repositories
}
