import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ImageApi, openImageApi } from '../image-api'

let folder: string
let api: ImageApi
let app: FastifyInstance

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-roles-'))
  const tokenFile = join(folder, 'tokens.csv')
  const rolesFile = join(folder, 'roles.yaml')
  writeFileSync(tokenFile, 'ada,ada,1,dev\nbob,bob,2\neve,eve,3\n')
  writeFileSync(
    rolesFile,
    '- {group: dev, role: edit, project: shop}\n- {user: bob, role: view, project: shop}\n- {user: bob, role: view, project: bank}\n',
  )
  api = await openImageApi({
    dataDir: folder,
    internalRegistry: 'registry:5000',
    publicRegistry: '',
    tokenFile,
    rolesFile,
  })
  app = Fastify()
  await app.register(api.plugin)
  for (const name of ['bank', 'lab', 'shop']) {
    await api.write.create('namespaces', '', { metadata: { name } })
  }
  await api.write.create('imagestreams', 'shop', { metadata: { name: 'app' } })
})

afterAll(async () => {
  await app.close()
  await api.close()
  rmSync(folder, { recursive: true, force: true })
})

async function ask(who: string, method: 'GET' | 'POST', url: string, body?: unknown) {
  const answer = await app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${who}` },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  return { code: answer.statusCode, json: JSON.parse(answer.body) }
}

const STREAMS = '/apis/image.openshift.io/v1/namespaces/shop/imagestreams'

describe('with a roles file', () => {
  test.each([
    ['ada', '/apis/project.openshift.io/v1/projects', ['shop']],
    ['bob', '/apis/project.openshift.io/v1/projects', ['bank', 'shop']],
    ['eve', '/apis/project.openshift.io/v1/projects', []],
  ])('%s lists the projects that are theirs (observed 58)', async (who, url, expected) => {
    const { json } = await ask(who, 'GET', url)
    const names = json.items.map(({ metadata }: { metadata: { name: string } }) => metadata.name)
    expect(names).toEqual(expected)
  })

  test.each([
    ['ada', STREAMS, 200],
    ['ada', `${STREAMS}/app/layers`, 200],
    ['bob', STREAMS, 200],
    ['bob', `${STREAMS}/app/layers`, 403],
    ['eve', STREAMS, 403],
    ['ada', '/apis/image.openshift.io/v1/images', 403],
    ['ada', '/apis/image.openshift.io/v1/imagestreams', 403],
    ['ada', '/api/v1/namespaces', 403],
    ['ada', '/api/v1/namespaces/shop', 200],
    ['ada', '/api/v1/namespaces/bank', 403],
    ['bob', '/apis/project.openshift.io/v1/projects/bank', 200],
    ['bob', '/apis/project.openshift.io/v1/projects/lab', 403],
    ['bob', '/apis/apps/v1/namespaces/shop/deployments', 200],
    ['bob', '/apis/build.openshift.io/v1/namespaces/shop/buildconfigs', 200],
    ['bob', '/apis/batch/v1/cronjobs', 403],
    ['eve', '/apis/apps.openshift.io/v1/namespaces/shop/deploymentconfigs', 403],
  ])('%s gets %s: %i', async (who, url, code) => {
    expect((await ask(who, 'GET', url)).code).toBe(code)
  })

  test('an access review says what may be, and why', async () => {
    const review = (verb: string) =>
      ask('bob', 'POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
        spec: {
          resourceAttributes: {
            namespace: 'shop',
            verb,
            group: 'image.openshift.io',
            resource: 'imagestreams',
          },
        },
      })
    expect((await review('list')).json.status).toEqual({
      allowed: true,
      reason: 'RBAC: allowed by RoleBinding "view/shop" of ClusterRole "view" to User "bob"',
    })
    expect((await review('patch')).json.status).toEqual({ allowed: false })
  })

  test('a rules review lists what may be done in a project', async () => {
    const rules = async (namespace: string) => {
      const url = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews'
      const { json } = await ask('bob', 'POST', url, { spec: { namespace } })
      return json.status
    }
    const { resourceRules, incomplete } = await rules('shop')
    expect(incomplete).toBe(false)
    expect(resourceRules).toContainEqual({
      verbs: ['get', 'list', 'watch'],
      apiGroups: ['', 'image.openshift.io'],
      resources: [
        'imagestreamimages',
        'imagestreammappings',
        'imagestreams',
        'imagestreamtags',
        'imagetags',
      ],
    })
    expect((await rules('lab')).resourceRules).toHaveLength(2)
  })

  test('who may not see a project may not track its streams (S-23)', async () => {
    await api.write.create('imagestreams', 'bank', { metadata: { name: 'base' } })
    const { code, json } = await ask('ada', 'POST', STREAMS, {
      metadata: { name: 'copy' },
      spec: {
        tags: [{ name: '1', from: { kind: 'ImageStreamTag', namespace: 'bank', name: 'base:1' } }],
      },
    })
    expect(code).toBe(422)
    expect(json.message).toContain('Forbidden: bank/base')
  })
})
