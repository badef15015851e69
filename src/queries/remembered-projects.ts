const KEY = 'tagstream.projects'
const MOST = 50

/** The names of projects that were looked at in this browser, the last one first. */
export function readRememberedProjects(): string[] {
  try {
    const names: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
  } catch {
    // A browser that keeps nothing, or a hand that wrote something else there.
    return []
  }
}

export function writeRememberedProjects(names: string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(names.slice(0, MOST)))
  } catch {
    // Then the browser keeps nothing, and names are typed again.
  }
}
