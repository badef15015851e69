/** What a reason of a failed import means, and what a person can do (S-39, S-42). */
interface Explanation {
  /** What happened, as a title. */
  words: string
  /** What to do, in whole sentences. */
  advice: string
}

const fallback: Explanation = {
  words: 'The import failed',
  advice: 'The server’s message says what went wrong.',
}

const explanations: Readonly<Record<string, Explanation>> = {
  Unauthorized: {
    words: 'The registry refused the login',
    advice:
      'Add a pull secret for this registry to the project, or replace the one that has expired. All pull secrets of the project are tried.',
  },
  Forbidden: {
    words: 'The image may not be imported',
    advice:
      'The registry, or the list of registries that this cluster allows, refuses it. Ask for access, or import the image from another registry.',
  },
  NotFound: {
    words: 'The registry does not have this image',
    advice:
      'Check the repository and the tag for a typing error, or for an image that was removed.',
  },
  BadRequest: {
    words: 'The registry was asked in a way that it does not accept',
    advice: 'A registry that speaks plain HTTP only needs “insecure” in the import policy.',
  },
  InternalError: {
    words: 'The registry could not be asked',
    advice:
      'It may be down, its name may be wrong, or its certificate is not trusted. The server’s message says which.',
  },
  NotV2Registry: {
    words: 'There is no image registry at this address',
    advice: 'Check the name and the port of the registry.',
  },
  TooManyRequests: {
    words: 'The registry takes no more requests for now',
    advice: 'Wait before the next try, or log in with a pull secret to be allowed more.',
  },
  ImportFailed: fallback,
}

/** What stands for all reasons that nobody here knows. */
const unknown = 'ImportFailed'

/** The reasons that are told apart, in the order in which they are shown. */
export const failureReasons: readonly string[] = Object.keys(explanations)

/** The reason, or the one that stands for all unknown ones. */
export function knownReason(reason: string): string {
  return Object.hasOwn(explanations, reason) ? reason : unknown
}

/** What happened, in words: `The registry refused the login`. */
export function failureWords(reason: string): string {
  return explain(reason).words
}

/** What a person can do about it, in whole sentences. */
export function failureAdvice(reason: string): string {
  return explain(reason).advice
}

function explain(reason: string): Explanation {
  return explanations[knownReason(reason)] ?? fallback
}
