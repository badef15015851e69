import { isForbidden, isNotFound } from '@/api/api-error'

/** What was read, or null where this person may not or it is not there; other failures stay failures. */
export async function whereAllowed<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read
  } catch (error) {
    if (isForbidden(error) || isNotFound(error)) return null
    throw error
  }
}
