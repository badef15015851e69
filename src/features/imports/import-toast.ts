import { shortDigest } from '@/domain/digest'
import { failureAdvice, failureWords } from '@/domain/import-failure'
import { readable } from '@/domain/untrusted'
import type { ImportedTag } from '@/mutations/import-now'
import { failureOf } from '@/queries/failure'
import type { Toast } from '@/ui/toasts'

/** What became of an import, in a toast: how it went, and what to do where it failed. */
export function importToast(stream: string, tag: string, outcome: ImportedTag): Toast {
  const name = `${stream}:${outcome.tag}`
  // Of a tag that follows another, the other one was imported.
  const followed = outcome.tag === tag ? '' : ` ${stream}:${tag} follows it.`
  switch (outcome.kind) {
    case 'imported': {
      const before = outcome.before === '' ? '' : `, before that ${shortDigest(outcome.before)}`
      return {
        kind: 'ok',
        title: `Imported ${name}`,
        body: `It holds ${shortDigest(outcome.image)}${before}.${followed}`,
      }
    }
    case 'unchanged':
      return {
        kind: 'ok',
        title: `${name} is up to date`,
        body: `The registry still has the image that it holds, ${shortDigest(outcome.image)}.${followed}`,
      }
    case 'asked':
      return {
        kind: 'ok',
        title: `Asked for ${name}`,
        body: `The cluster imports it now; its state says when that is done.${followed}`,
      }
    case 'failed': {
      const { reason, message } = outcome
      const why = reason === '' ? failureWords(reason) : `${failureWords(reason)} (${reason})`
      return {
        kind: 'bad',
        title: `The import of ${name} failed`,
        body: `${why}. ${readable(message)} ${failureAdvice(reason)}`,
      }
    }
  }
}

/** An import that the cluster did not take, or of which nobody knows what came. */
export function refusedToast(stream: string, tag: string, error: unknown): Toast {
  const { kind, message } = failureOf(error)
  const title =
    kind === 'forbidden'
      ? `You may not import ${stream}:${tag}`
      : `${stream}:${tag} was not imported`
  return { kind: 'bad', title, body: readable(message) }
}
