import type { ImportEffect } from '@/domain/import-plan'

/** What importing does to a tag, in a sentence. */
export function effectWords(effect: ImportEffect): string {
  switch (effect.kind) {
    case 'new':
      return 'Makes a new tag.'
    case 'again':
      return 'Is imported again, and keeps its own policies.'
    case 'pushed':
      return 'Was pushed: the image goes on top, and the tag follows the registry from then on.'
    case 'blocked':
      return effect.problem
  }
}
