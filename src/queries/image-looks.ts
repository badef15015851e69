import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { create } from '@/api/client'
import { imageStreamImports } from '@/api/resources'
import type { AccessoryKind } from '@/domain/accessory-tag'
import {
  companionKinds,
  companionReferences,
  type ImageLook,
  type LookFailure,
  type LookSource,
  lookOutcome,
  lookRequest,
} from '@/domain/image-look'
import type { ImageImportStatus } from '@/domain/kinds/image-stream-import'
import { asObjects } from '@/domain/untrusted'

const all = ['image-looks'] as const

/** The registry was asked, and did not give the image. `failure` says why in words. */
export class LookError extends Error {
  override name = 'LookError'
  readonly failure: LookFailure

  constructor(failure: LookFailure) {
    super(failure.message || failure.title)
    this.failure = failure
  }
}

/** What the registry keeps for an image under a tag of its digest, such as cosign's signatures. */
export interface Companion {
  kind: AccessoryKind
  /** The pull spec that it was found under. */
  reference: string
  look: ImageLook
}

export const imageLookQueries = {
  all,

  /**
   * An image as its registry has it, with manifest and configuration, and for a list with those of
   * every platform in the same answer (S-41). It is named by its digest, so what was looked at once
   * stays true; a failure is forgotten and asked for again. Ask only where a person opened what needs
   * it and may create imagestreamimports; fails with a LookError where the registry refuses.
   */
  detail: (source: LookSource) =>
    queryOptions({
      queryKey: [...all, source.digest],
      queryFn: async ({ signal, client }): Promise<ImageLook> => {
        const [answer] = await ask(source, [source.reference], signal)
        const outcome = lookOutcome(answer)
        if (!outcome.ok) throw new LookError(outcome.failure)
        keepChildren(client, outcome.look)
        return outcome.look
      },
      staleTime: Number.POSITIVE_INFINITY,
    }),

  /**
   * What the registry keeps beside an image under tags of its digest (S-49): signatures, attestations,
   * SBOMs, and the list of referrers where it has no referrers API. Most images have none, so what is
   * not found is left out; any other failure fails the whole, for then nothing is known.
   */
  companions: (source: LookSource) =>
    queryOptions({
      queryKey: [...all, source.digest, 'companions', source.reference],
      queryFn: async ({ signal }): Promise<Companion[]> => {
        const references = companionReferences(source)
        const answers = await ask(source, references, signal)
        return companionKinds.flatMap((kind, index) => {
          const outcome = lookOutcome(answers[index])
          if (outcome.ok) return [{ kind, reference: references[index] ?? '', look: outcome.look }]
          if (outcome.failure.reason === 'NotFound') return []
          throw new LookError(outcome.failure)
        })
      },
      staleTime: 5 * 60_000,
    }),
}

async function ask(
  source: LookSource,
  references: readonly string[],
  signal: AbortSignal,
): Promise<readonly ImageImportStatus[]> {
  const request = lookRequest(source, references)
  const answer = await create(imageStreamImports, source.namespace, request, { signal })
  return asObjects(answer.status?.images)
}

/** A platform that is opened next needs no look of its own. */
function keepChildren(client: QueryClient, { children }: ImageLook): void {
  for (const image of children) {
    const digest = image.metadata?.name
    if (digest) client.setQueryData<ImageLook>([...all, digest], { image, children: [] })
  }
}
