import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { isForbidden, isNotFound } from '@/api/api-error'
import { list } from '@/api/client'
import { namespaces, projects } from '@/api/resources'
import type { KubeList, KubeObject } from '@/domain/kinds/meta'
import { asText, asTextMap } from '@/domain/untrusted'
import { readRememberedProjects, writeRememberedProjects } from './remembered-projects'

export interface KnownProject {
  name: string
  /** What its owner calls it; the name where it has no other. */
  displayName: string
  /** Known only because it was looked at before: it need not exist, nor be readable. */
  isRemembered: boolean
}

export interface KnownProjects {
  /** Sorted by name. */
  projects: KnownProject[]
  /** False for who may not list projects: then these are only the remembered ones, and names are typed. */
  mayList: boolean
}

const all = ['projects'] as const

export const projectQueries = {
  all,

  /** The projects this person can choose from; on a cluster without projects its namespaces. */
  list: () =>
    queryOptions({
      queryKey: all,
      queryFn: ({ signal }) => readProjects(signal),
      staleTime: 30_000,
    }),
}

/** Keeps a project that was looked at for the choice of who may not list projects. */
export function rememberProject(queryClient: QueryClient, name: string): void {
  const remembered = readRememberedProjects()
  writeRememberedProjects([name, ...remembered.filter((one) => one !== name)])
  showRemembered(queryClient)
}

export function forgetProject(queryClient: QueryClient, name: string): void {
  writeRememberedProjects(readRememberedProjects().filter((one) => one !== name))
  showRemembered(queryClient)
}

function showRemembered(queryClient: QueryClient) {
  queryClient.setQueryData<KnownProjects>(all, (known) =>
    known && !known.mayList ? { ...known, projects: rememberedProjects() } : known,
  )
}

async function readProjects(signal: AbortSignal): Promise<KnownProjects> {
  const found = await listFirstOf([projects, namespaces], signal)
  if (!found) return { projects: rememberedProjects(), mayList: false }
  const known = found.items.map(toKnown).filter(({ name }) => name !== '')
  return { projects: known.sort(byName), mayList: true }
}

async function listFirstOf(
  resources: (typeof namespaces)[],
  signal: AbortSignal,
): Promise<KubeList<KubeObject> | null> {
  for (const resource of resources) {
    try {
      return await list(resource, { signal })
    } catch (error) {
      if (!isForbidden(error) && !isNotFound(error)) throw error
    }
  }
  return null
}

function toKnown({ metadata }: KubeObject): KnownProject {
  const name = asText(metadata.name)
  const displayName = asTextMap(metadata.annotations)['openshift.io/display-name'] || name
  return { name, displayName, isRemembered: false }
}

function rememberedProjects(): KnownProject[] {
  return readRememberedProjects()
    .map((name) => ({ name, displayName: name, isRemembered: true }))
    .sort(byName)
}

const byName = (a: KnownProject, b: KnownProject) => (a.name < b.name ? -1 : 1)
