import type { ImageTrigger, TagName, WorkloadRow } from './image-triggers'
import type { Consequence } from './what-fires'

/** One trigger, as it is said beside a change before it is made. */
export interface RestartLine {
  /** `Deployment shop`; of another project `Deployment other/shop`. */
  name: string
  /** What becomes of it, as in `web, restarts by alias`. */
  words: string
}

/** What a change does to a workload or a build (S-56). */
export function restartLine(
  at: TagName,
  { workload, trigger, effect, through }: Consequence,
): RestartLine {
  const last = through.at(-1)
  const words = `${effectWords(workload, effect)}${last ? ` by ${last.tag}` : ''}`
  return { name: nameOf(at, workload), words: withContainer(trigger, words) }
}

/** The same where an import will tell what the tag is to hold. */
export function waitingLine(
  at: TagName,
  workload: WorkloadRow,
  trigger: ImageTrigger,
): RestartLine {
  const words = trigger.state === 'active' ? 'when the import brings another image' : 'stays'
  return { name: nameOf(at, workload), words: withContainer(trigger, words) }
}

/** The same where the tag goes: nothing starts, and what starts anew does not find it (S-58). */
export function orphanedLine(
  at: TagName,
  workload: WorkloadRow,
  trigger: ImageTrigger,
): RestartLine {
  return { name: nameOf(at, workload), words: withContainer(trigger, 'will not find it') }
}

function nameOf(at: TagName, { kind, namespace, name }: WorkloadRow): string {
  return namespace === at.namespace ? `${kind} ${name}` : `${kind} ${namespace}/${name}`
}

function withContainer({ container }: ImageTrigger, words: string): string {
  return container === '' ? words : `${container}, ${words}`
}

function effectWords({ kind }: WorkloadRow, effect: Consequence['effect']): string {
  switch (effect) {
    case 'paused':
      return 'the trigger is paused, it stays'
    case 'ignored':
      return 'the cluster ignores the trigger'
    case 'unchanged':
      return 'has that image already'
    case 'fires':
      if (kind === 'BuildConfig') return 'a build starts'
      return kind === 'CronJob' ? 'at its next run' : 'restarts'
  }
}
