import type { ReactNode } from 'react'
import type { Command } from '@/domain/search/search-groups'

/** A page to go to (`to`), or a thing to do (`run`). */
export interface PaletteCommand extends Command {
  icon: ReactNode
  to?: string
  run?: () => void
  /** Why it is closed to this person, in a sentence: it is found, and says so. */
  disabledReason?: string
}
