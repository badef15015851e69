import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ConfigError } from '../config-error'

/** Directories that this very process has taken. */
const taken = new Set<string>()

/**
 * Makes the directory where it is missing, and takes it for this process: two gateways on one store
 * would not see each other's changes. Answers how to give it back. A process that was killed holds
 * nothing. Throws ConfigError where the directory is taken or cannot be written.
 */
export function takeDataDirectory(directory: string): () => void {
  const path = resolve(directory)
  const lock = join(path, 'lock')
  try {
    mkdirSync(path, { recursive: true })
    if (!written(lock)) {
      const holder = holderOf(lock)
      if (holder !== undefined && (holder.pid !== process.pid || taken.has(path))) {
        throw new ConfigError(
          `--data: another Tagstream (process ${holder.pid}) works in "${directory}". Stop it, or choose another directory.`,
        )
      }
      rmSync(lock, { force: true })
      if (!written(lock)) {
        throw new ConfigError(`--data: another Tagstream has just begun to work in "${directory}".`)
      }
    }
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError(`--data: "${directory}" ${inWords(error)}.`)
  }
  taken.add(path)
  return () => {
    if (taken.delete(path)) rmSync(lock, { force: true })
  }
}

/** Whether the lock is ours now; false where there is one already. */
function written(lock: string): boolean {
  try {
    writeFileSync(lock, `${process.pid} ${startOf(process.pid)}`, { flag: 'wx' })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** The living process that wrote the lock; a number is used again, so its start tells it apart. */
function holderOf(lock: string): { pid: number } | undefined {
  const [pid = 0, start = ''] = readFileSync(lock, 'utf8')
    .split(' ')
    .map((part, index) => (index === 0 ? Number(part) : part)) as [number, string]
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return undefined
  }
  return startOf(pid) === start ? { pid } : undefined
}

/** When a process began, in ticks of the kernel; '' where the system does not tell. */
function startOf(pid: number): string {
  try {
    // The name, in parentheses, may hold anything; the start is the 20th field behind it.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

const words: Record<string, string> = {
  EACCES: 'may not be written by you',
  EPERM: 'may not be written by you',
  EROFS: 'is on a file system that cannot be written',
  EEXIST: 'is not a directory',
  ENOTDIR: 'is not a directory',
  ENOSPC: 'is on a file system that is full',
}

function inWords(error: unknown): string {
  const code = codeOf(error)
  return words[code] ?? `cannot be used (${code || String(error)})`
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? ''
}
