import type { SearchResult } from '@/domain/search/row-search'
import { searchGroups } from '@/domain/search/search-groups'
import type { SearchQuery } from '@/domain/search/search-query'
import { type Answer, allHolders, type Looked } from './answer'
import type { PaletteCommand } from './palette-command'

/** Answers that belong together, each with its place in the whole list. */
export interface AnswerGroup {
  title: string
  answers: { answer: Answer; index: number }[]
  /** How many more there are, of which nothing else says how to get at them. */
  more: number
  /** How many there are, listed or not. */
  total: number
}

/** What was found, the best first. */
export function answerGroups(
  result: SearchResult,
  query: SearchQuery,
  commands: readonly PaletteCommand[],
  namespace?: string,
): AnswerGroup[] {
  const groups = searchGroups(result, commands, query.text).map(({ title, hits, more }) => {
    const total = hits.length + more
    const isHolders = total > 1 && hits[0]?.kind === 'tag' && hits[0].why.part === 'digest'
    const answers: Answer[] = isHolders
      ? [allHolders(query.digest, total, namespace), ...hits]
      : [...hits]
    return { title, answers, more: isHolders ? 0 : more, total }
  })
  return numbered(groups)
}

/** What is offered before anything is typed: what was looked at last, and what there is to do. */
export function startGroups(
  recent: readonly Looked[],
  commands: readonly PaletteCommand[],
): AnswerGroup[] {
  return numbered([
    { title: 'Looked at lately', answers: recent.map(recentAnswer), more: 0, total: recent.length },
    {
      title: 'Pages and actions',
      answers: commands.map((command): Answer => ({ kind: 'command', command, alias: '' })),
      more: 0,
      total: commands.length,
    },
  ])
}

function numbered(
  groups: { title: string; answers: Answer[]; more: number; total: number }[],
): AnswerGroup[] {
  let next = 0
  return groups
    .filter(({ answers }) => answers.length > 0)
    .map((group) => ({
      ...group,
      answers: group.answers.map((answer) => ({ answer, index: next++ })),
    }))
}

/** Known by its name alone: it is there before any data is. */
function recentAnswer(place: Looked): Answer {
  return { kind: 'recent', ...place }
}
