// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { aFailure, type FakeRequest, fakeCluster } from '@/test/fake-cluster'
import { forgetProject, projectQueries, rememberProject } from './projects'
import { newQueryClient } from './query-client'

afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

const project = (name: string, displayName?: string) => ({
  metadata: {
    name,
    ...(displayName && { annotations: { 'openshift.io/display-name': displayName } }),
  },
})
const forbidden = () => aFailure(403, 'Forbidden', 'cannot list')
const isProjects = ({ url }: FakeRequest) => url.pathname.endsWith('/projects')

const read = async () => {
  const client = newQueryClient()
  return { client, known: await client.fetchQuery(projectQueries.list()) }
}
const names = ({ projects }: { projects: { name: string }[] }) => projects.map(({ name }) => name)

test('projects are sorted by name and shown as their owners call them', async () => {
  fakeCluster(() =>
    Response.json({ metadata: {}, items: [project('web'), project('api', 'APIs')] }),
  )
  const { known } = await read()
  expect(known).toEqual({
    mayList: true,
    projects: [
      { name: 'api', displayName: 'APIs', isRemembered: false },
      { name: 'web', displayName: 'web', isRemembered: false },
    ],
  })
})

test.each([404, 403])('where projects answer %i, namespaces do', async (code) => {
  fakeCluster((request) =>
    isProjects(request)
      ? aFailure(code, 'No', 'no')
      : Response.json({ metadata: {}, items: [project('default')] }),
  )
  const { known } = await read()
  expect(names(known)).toEqual(['default'])
})

test('who may not list chooses from what was looked at before', async () => {
  fakeCluster(forbidden)
  const { client, known } = await read()
  expect(known).toEqual({ mayList: false, projects: [] })
  rememberProject(client, 'web')
  rememberProject(client, 'api')
  rememberProject(client, 'web')
  expect(names(client.getQueryData(projectQueries.list().queryKey) ?? known)).toEqual([
    'api',
    'web',
  ])
  forgetProject(client, 'api')
  expect(names((await read()).known)).toEqual(['web'])
})

test('rubbish in the memory reads as nothing', async () => {
  localStorage.setItem('tagstream.projects', '{"a":')
  fakeCluster(forbidden)
  expect(names((await read()).known)).toEqual([])
})

test('an outage is a failure and not a list without projects', async () => {
  fakeCluster(() => new TypeError('down'))
  const read = newQueryClient().fetchQuery({ ...projectQueries.list(), retry: false })
  await expect(read).rejects.toMatchObject({ code: 0 })
})
