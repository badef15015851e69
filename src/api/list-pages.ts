import type { KubeObject } from '@/domain/kinds/meta'
import { ApiError, isGone } from './api-error'
import { listOneByOne, type Selection } from './client'
import type { Resource } from './resource'

interface PageOptions extends Selection {
  /** How many objects a page has at most. */
  limit: number
  /** Begin after this page's `metadata.continue`; '' begins at the beginning. */
  after?: string
  signal: AbortSignal
}

type Page<T extends KubeObject> = Awaited<ReturnType<typeof listOneByOne<T>>>

/**
 * The pages of a collection, in the cluster's order; the next page is already under way while the
 * objects of the one before are being parsed, one by one. A token that expired meanwhile (410) is
 * replaced by the fresh one that comes with the refusal: the pages then are of two moments, so follow them from the first page's
 * resourceVersion to learn what changed in between (observed 50).
 */
export async function* listPages<T extends KubeObject>(
  resource: Resource<T>,
  { after = '', ...options }: PageOptions,
): AsyncGenerator<Page<T>> {
  const read = (token: string) => {
    const page = readPage(resource, token, options)
    // Whoever awaits the page hears of its failure; where nobody does any more it may pass.
    page.catch(() => {})
    return page
  }
  let next: Promise<Page<T>> | undefined = read(after)
  while (next) {
    const page: Page<T> = await next
    const token = page.metadata.continue
    next = token ? read(token) : undefined
    yield page
  }
}

async function readPage<T extends KubeObject>(
  resource: Resource<T>,
  token: string,
  options: Omit<PageOptions, 'after'>,
): Promise<Page<T>> {
  try {
    return await listOneByOne(resource, { ...options, ...(token && { after: token }) })
  } catch (error) {
    const fresh = error instanceof ApiError && isGone(error) ? error.continueToken : ''
    if (!fresh || fresh === token) throw error
    return listOneByOne(resource, { ...options, after: fresh })
  }
}
