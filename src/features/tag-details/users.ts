import { type ImageTrigger, isHeld, type TagName, type WorkloadRow } from '@/domain/image-triggers'
import { triggersOn } from '@/domain/what-fires'

/** A workload or a build with an image trigger on the tag. */
export interface User {
  workload: WorkloadRow
  trigger: ImageTrigger
  /** `nothing`: it was never started, or its container names no image. `unknown`: the tag resolves to nothing. */
  runs: 'this' | 'other' | 'nothing' | 'unknown'
}

/** What has a trigger on the tag, that of the tag's own project first. `resolved` is what is pulled (S-7). */
export function usersOf(of: TagName, workloads: readonly WorkloadRow[], resolved: string): User[] {
  return triggersOn(of, workloads)
    .map(({ workload, trigger }) => ({
      workload,
      trigger,
      runs: runs(workload, trigger, resolved),
    }))
    .toSorted((a, b) => rank(a, of) - rank(b, of))
}

function rank({ workload }: User, of: TagName): number {
  return workload.namespace === of.namespace ? 0 : 1
}

function runs(workload: WorkloadRow, trigger: ImageTrigger, resolved: string): User['runs'] {
  if (trigger.holds.every((held) => held === '')) return 'nothing'
  if (resolved === '') return 'unknown'
  return isHeld(workload, trigger, resolved) ? 'this' : 'other'
}

/** `2 workloads restart when it moves`: one group of the strip. */
export interface UserGroup {
  title: string
  /** One a workload, however many of its containers have a trigger. */
  users: User[]
}

/** The users as the strip shows them: workloads, then builds. */
export function userGroups(users: readonly User[]): UserGroup[] {
  const distinct = [...new Map(users.map((user) => [user.workload.key, user])).values()]
  const builds = distinct.filter(isBuild)
  const workloads = distinct.filter((user) => !isBuild(user))
  return [
    { title: workloadTitle(workloads), users: workloads },
    { title: buildTitle(builds), users: builds },
  ].filter((group) => group.users.length > 0)
}

function isBuild({ workload }: User): boolean {
  return workload.kind === 'BuildConfig'
}

function workloadTitle(users: readonly User[]): string {
  const restarting = users.filter(
    ({ workload, trigger }) => trigger.state === 'active' && workload.kind !== 'CronJob',
  ).length
  if (restarting === 1) return '1 workload restarts when it moves'
  if (restarting > 1) return `${restarting} workloads restart when it moves`
  return users.length === 1 ? '1 workload names it' : `${users.length} workloads name it`
}

function buildTitle(users: readonly User[]): string {
  const starting = users.filter(({ trigger }) => trigger.state === 'active').length
  if (starting === 1) return '1 build starts when it moves'
  if (starting > 1) return `${starting} builds start when it moves`
  return users.length === 1 ? '1 build names it' : `${users.length} builds name it`
}

/** What happens by the trigger, in a word or two. */
export function triggerWords({ workload, trigger }: User): string {
  switch (trigger.state) {
    case 'ignored':
      return 'Ignored'
    case 'paused':
      return workload.kind === 'DeploymentConfig' ? 'Not automatic' : 'Paused'
    case 'active':
      if (workload.kind === 'BuildConfig') return 'Starts'
      return workload.kind === 'CronJob' ? 'At its next run' : 'Restarts'
  }
}

/** What it has of the tag now. */
export function runsWords({ workload, runs }: Pick<User, 'workload' | 'runs'>): string {
  const isBuilt = workload.kind === 'BuildConfig'
  switch (runs) {
    case 'this':
      return isBuilt ? 'Built with this image' : 'This image'
    case 'other':
      return isBuilt ? 'Built with another image' : 'Another image'
    case 'nothing':
      return isBuilt ? 'Not started by it yet' : 'No image'
    case 'unknown':
      return 'Cannot be told'
  }
}
