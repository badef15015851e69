import { useMutation, useQueryClient } from '@tanstack/react-query'
import { isNotFound, isUnanswered } from '@/api/api-error'
import { create, list } from '@/api/client'
import { namespaces, projectRequests, projects } from '@/api/resources'
import { projectQueries } from '@/queries/projects'
import { StreamInterrupted } from './stream-failure'

/** Makes a project for this person; on a cluster without projects a namespace. */
export async function createProject(name: string): Promise<void> {
  const metadata = { name }
  try {
    const request = { apiVersion: 'project.openshift.io/v1', kind: 'ProjectRequest', metadata }
    await create(projectRequests, undefined, request)
  } catch (error) {
    if (isUnanswered(error)) return findOut(name)
    if (!isNotFound(error)) throw error
    await createNamespace(name)
  }
}

async function createNamespace(name: string): Promise<void> {
  try {
    await create(namespaces, undefined, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    })
  } catch (error) {
    if (isUnanswered(error)) return findOut(name)
    throw error
  }
}

/** A project cannot be asked for by who has no rights in it: those that there are, are listed. */
async function findOut(name: string): Promise<void> {
  const known = await list(projects, { fieldSelector: `metadata.name=${name}` }).catch(() => null)
  if (!known) throw new StreamInterrupted('unknown')
  if (!known.items.some(({ metadata }) => metadata.name === name)) {
    throw new StreamInterrupted('unchanged')
  }
}

/** Makes a project. One that was made meanwhile, by this person or for them, is as good. */
export function useCreateProject() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (name: string) => {
      const known = await queryClient.fetchQuery({ ...projectQueries.list(), staleTime: 0 })
      if (known.projects.some((project) => project.name === name && !project.isRemembered)) return
      await createProject(name)
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: projectQueries.all }),
  })
}
