import { formatCount } from '@/domain/format-count'
import type { Found, SearchResult } from './row-search'
import type { ImageHit, LabelHit, ProjectHit, StreamHit, TagHit } from './search-hit'
import { type MatchRank, matchRank } from './text-match'

/** Something of the dashboard itself: a page to go to, or a thing to do. */
export interface Command {
  id: string
  /** What it does: `Go to Tags`, `Use the dark theme`. */
  title: string
  /** Where it leads, or what it means, in a few words. */
  hint: string
  /** Other words that people call it by. */
  words: string
}

/** One answer, of whatever kind. */
export type SearchHit<C extends Command = Command> =
  | ({ kind: 'image' } & ImageHit)
  | ({ kind: 'tag' } & TagHit)
  | ({ kind: 'accessory' } & TagHit)
  | ({ kind: 'stream' } & StreamHit)
  | ({ kind: 'label' } & LabelHit)
  | ({ kind: 'project' } & ProjectHit)
  | ({ kind: 'command' } & CommandHit<C>)

export interface CommandHit<C extends Command = Command> {
  command: C
  /** Of the other words that people call it by the one that was typed; '' where its title fits. */
  alias: string
}

export interface SearchGroup<C extends Command = Command> {
  /** What the answers have in common, in words: `Image, held by 4 tags in 2 projects`. */
  title: string
  hits: readonly SearchHit<C>[]
  /** Answers of the group that are not listed. */
  more: number
}

const mostCommands = 5
/** What is not of a stream stands after streams that fit as well, and before those that fit less. */
const nobodysScore = 160

/** The answers in groups: the group with the best one first, so that the first answer is the best. */
export function searchGroups<C extends Command>(
  result: SearchResult,
  commands: readonly C[],
  text: string,
): SearchGroup<C>[] {
  const { images, holders, kept, streams, tags, labels, projects } = result
  const matching = matchCommands(commands, text)
  const groups: { score: number; group: SearchGroup<C> }[] = [
    {
      score: images.score - 3,
      group: groupOf(imagesTitle(images), images, (hit) => ({ kind: 'image', ...hit })),
    },
    {
      // How near the nearest of them is says nothing against what is kept with the image.
      score: Math.min(0, holders.score) - 2,
      group: groupOf(
        images.total > 1 ? 'Tags that hold them' : 'Tags that hold it',
        holders,
        (hit) => ({ kind: 'tag', ...hit }),
      ),
    },
    {
      score: kept.score - 1,
      group: groupOf('Kept with it', kept, (hit) => ({ kind: 'accessory', ...hit })),
    },
    {
      score: streams.score,
      group: groupOf('Image streams', streams, (hit) => ({ kind: 'stream', ...hit })),
    },
    { score: tags.score, group: groupOf('Tags', tags, (hit) => ({ kind: 'tag', ...hit })) },
    {
      score: labels.score,
      group: groupOf('Labels', labels, (hit) => ({ kind: 'label', ...hit })),
    },
    {
      score: projects.score * 2 + nobodysScore,
      group: groupOf('Projects', projects, (hit) => ({ kind: 'project', ...hit })),
    },
    {
      score: matching.score * 2 + nobodysScore,
      group: groupOf('Pages and actions', matching, (hit) => ({ kind: 'command', ...hit })),
    },
  ]
  return groups
    .filter(({ group }) => group.hits.length > 0)
    .sort((a, b) => a.score - b.score)
    .map(({ group }) => group)
}

/** The commands that every word fits, the best first; a title that fits counts before other words. */
export function matchCommands<C extends Command>(
  commands: readonly C[],
  text: string,
): Found<CommandHit<C>> {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found: { hit: CommandHit<C>; score: number }[] = []
  for (const command of commands) {
    const matches = words.map((word) => matchCommand(command, word))
    const scores = matches.map(({ score }) => score)
    if (words.length === 0 || scores.includes(-1)) continue
    const alias = matches.find((match) => match.alias !== '')?.alias ?? ''
    found.push({ hit: { command, alias }, score: Math.max(...scores) })
  }
  found.sort((a, b) => a.score - b.score)
  return {
    hits: found.slice(0, mostCommands).map(({ hit }) => hit),
    total: found.length,
    score: found[0]?.score ?? Number.POSITIVE_INFINITY,
  }
}

function matchCommand({ title, words }: Command, word: string): { score: number; alias: string } {
  let best = { score: scoreOf(matchRank(title.toLowerCase(), word), 0), alias: '' }
  for (const alias of words.split(' ')) {
    const score = scoreOf(matchRank(alias.toLowerCase(), word), 150)
    if (score !== -1 && (best.score === -1 || score < best.score)) best = { score, alias }
  }
  return best
}

/** Letters in any order and parts of words find no command: there are few, and they have names. */
function scoreOf(rank: MatchRank | -1, more: number): number {
  return rank === -1 || rank > 2 ? -1 : rank * 100 + more
}

function groupOf<C extends Command, Hit>(
  title: string,
  { hits, total }: Found<Hit>,
  toHit: (hit: Hit) => SearchHit<C>,
): SearchGroup<C> {
  return { title, hits: hits.map(toHit), more: total - hits.length }
}

function imagesTitle({ hits, total }: Found<ImageHit>): string {
  const [first] = hits
  if (!first || total > 1) return `${formatCount(total)} images whose digest begins so`
  if (first.tags === 0) return 'Image that the pull spec names'
  const inProjects = first.projects === 1 ? '1 project' : `${first.projects} projects`
  return `Image, held by ${first.tags === 1 ? '1 tag' : `${first.tags} tags`} in ${inProjects}`
}
