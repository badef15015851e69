import { expect, test } from 'vitest'
import type { UserInfo } from '../rest/resource-definition'
import { ANONYMOUS, authenticator, SOLE_USER } from './authenticate'
import { refusal } from './authorize'
import { Authorizer } from './authorizer'
import { parseRolesFile, RolesFileError } from './roles-file'
import { parseTokenFile, TokenFileError } from './token-file'

test('a token file names people and their groups', () => {
  const table = parseTokenFile(
    '# people\n\nt1,ada,1,"system:masters,dev"\nt2, bob , 2\r\n"t,3","Carl ""C"" Coder",3,one\n',
  )
  expect(table.get('t1')).toEqual({
    name: 'ada',
    uid: '1',
    groups: ['system:masters', 'dev', 'system:authenticated'],
  })
  expect(table.get('t2')).toEqual({ name: 'bob', uid: '2', groups: ['system:authenticated'] })
  expect(table.get('t,3')).toEqual({
    name: 'Carl "C" Coder',
    uid: '3',
    groups: ['one', 'system:authenticated'],
  })
})

test.each(['t1', 't1,ada', ',ada,1', 't1,,1'])('%s is no line of a token file', (line) => {
  expect(() => parseTokenFile(`a,b,c\n${line}`)).toThrow(TokenFileError)
  expect(() => parseTokenFile(`a,b,c\n${line}`)).toThrow('line 2')
})

test('without a token file there is one person', () => {
  const authenticate = authenticator(undefined)
  expect(authenticate(undefined)).toBe(SOLE_USER)
  expect(authenticate('Bearer anything')).toBe(SOLE_USER)
})

test('no token is anonymous, a wrong one is refused', () => {
  const authenticate = authenticator(parseTokenFile('t1,ada,1'))
  expect(authenticate(undefined)).toBe(ANONYMOUS)
  expect(authenticate('Basic eDp5')).toBe(ANONYMOUS)
  expect(authenticate('bearer t1').name).toBe('ada')
  expect(() => authenticate('Bearer t2')).toThrow('Unauthorized')
})

const person = (...groups: string[]): UserInfo => ({ name: 'x', uid: '', groups })
const question = (verb: string, resource = 'imagestreamtags', group = 'image.openshift.io') => ({
  verb,
  group,
  resource,
  namespace: 'shop',
  name: 'a:b',
})

test.each([
  ['a master', person('system:masters', 'system:authenticated'), question('delete'), true],
  [
    'a cluster reader',
    person('system:cluster-readers', 'system:authenticated'),
    question('watch'),
    true,
  ],
  [
    'a cluster reader',
    person('system:cluster-readers', 'system:authenticated'),
    question('patch'),
    false,
  ],
  ['somebody', person('system:authenticated'), question('get'), false],
  [
    'somebody',
    person('system:authenticated'),
    question('create', 'selfsubjectaccessreviews', 'authorization.k8s.io'),
    true,
  ],
  ['nobody', ANONYMOUS, question('get'), false],
  [
    'nobody',
    ANONYMOUS,
    question('create', 'selfsubjectaccessreviews', 'authorization.k8s.io'),
    false,
  ],
])('%s %j may %j: %s', (_who, user, asked, expected) => {
  expect(new Authorizer().may(user, asked)).toBe(expected)
})

test('a refusal says who may not do what where', () => {
  const { status } = refusal(person(), {
    ...question('update'),
    resource: 'imagestreams',
    subresource: 'status',
  })
  expect(status).toMatchObject({
    code: 403,
    reason: 'Forbidden',
    message:
      'imagestreams.image.openshift.io "a:b" is forbidden: User "x" cannot update resource "imagestreams/status" in API group "image.openshift.io" in the namespace "shop"',
    details: { name: 'a:b', group: 'image.openshift.io', kind: 'imagestreams' },
  })
})

test('a roles file says who has which role where', () => {
  const text = '- {user: ada, role: edit, project: shop}\n- group: dev\n  role: view\n'
  expect(parseRolesFile(text)).toEqual([
    { role: 'edit', subject: { kind: 'User', name: 'ada' }, project: 'shop' },
    { role: 'view', subject: { kind: 'Group', name: 'dev' } },
  ])
  expect(parseRolesFile('')).toEqual([])
})

test.each([
  ['{user: a, role: view}', 'it is not a YAML list of roles'],
  ['- [', 'it is not YAML'],
  ['- a', 'entry 1 is not {user or group, role, project}'],
  ['- {user: a, role: view}\n- {role: view}', 'entry 2 needs a user or a group'],
  ['- {user: a, group: b, role: view}', 'entry 1 needs a user or a group'],
  ['- {user: 1, role: view}', 'entry 1 needs a name'],
  ['- {user: a, role: owner}', 'entry 1 needs a role: view, edit, admin, cluster-reader'],
  ['- {user: a, role: toString}', 'entry 1 needs a role'],
  ['- {user: a, role: view, project: ""}', 'entry 1 has a project without a name'],
  ['- {user: a, role: view, namespace: b}', 'entry 1 has "namespace", which means nothing here'],
])('%j is no roles file', (text, why) => {
  expect(() => parseRolesFile(text)).toThrow(RolesFileError)
  expect(() => parseRolesFile(text)).toThrow(why)
})

const roles = parseRolesFile(`
- {user: reader, role: cluster-reader}
- {user: viewer, role: view, project: shop}
- {group: editors, role: edit, project: shop}
- {user: owner, role: admin, project: shop}
`)

test.each([
  // who, verb, resource, where, and whether
  ['viewer', 'list', 'imagestreams', 'shop', true],
  ['viewer', 'watch', 'imagestreams', 'shop', true],
  ['viewer', 'get', 'imagestreams', 'bank', false],
  ['viewer', 'list', 'imagestreams', '', false],
  ['viewer', 'get', 'imagestreams/layers', 'shop', false],
  ['viewer', 'patch', 'imagestreamtags', 'shop', false],
  ['viewer', 'get', 'secrets', 'shop', false],
  ['viewer', 'get', 'namespaces', 'shop', true],
  ['editor', 'get', 'imagestreams/layers', 'shop', true],
  ['editor', 'patch', 'imagestreamtags', 'shop', true],
  ['editor', 'create', 'imagestreamimports', 'shop', true],
  ['editor', 'update', 'imagestreams/status', 'shop', false],
  ['editor', 'get', 'images', '', false],
  ['editor', 'create', 'imagesignatures', '', false],
  ['editor', 'delete', 'projects', 'shop', false],
  ['editor', 'create', 'secrets', 'shop', true],
  ['owner', 'delete', 'projects', 'shop', true],
  ['owner', 'delete', 'projects', 'bank', false],
  ['owner', 'get', 'images', '', false],
  ['reader', 'list', 'images', '', true],
  ['reader', 'get', 'imagestreams/layers', 'bank', true],
  ['reader', 'list', 'secrets', 'shop', false],
  ['reader', 'patch', 'imagestreams', 'shop', false],
])('%s may %s %s in %j: %s', (name, verb, full, namespace, expected) => {
  const groups = ['system:authenticated', ...(name === 'editor' ? ['editors'] : [])]
  const [resource = '', subresource] = full.split('/')
  const groupsOf: Record<string, string> = {
    secrets: '',
    namespaces: '',
    projects: 'project.openshift.io',
  }
  const asked = {
    verb,
    group: groupsOf[resource] ?? 'image.openshift.io',
    resource,
    namespace,
    ...(subresource === undefined ? {} : { subresource }),
  }
  expect(new Authorizer(roles).may({ name, uid: '', groups }, asked)).toBe(expected)
})

test('a right is explained as an API server does', () => {
  const authorizer = new Authorizer(roles)
  const asked = {
    verb: 'get',
    group: 'image.openshift.io',
    resource: 'imagestreams',
    namespace: 'shop',
  }
  const reason = (name: string, ...groups: string[]) =>
    authorizer.decide({ name, uid: '', groups }, asked)?.reason
  expect(reason('viewer')).toBe(
    'RBAC: allowed by RoleBinding "view/shop" of ClusterRole "view" to User "viewer"',
  )
  expect(reason('x', 'editors')).toBe(
    'RBAC: allowed by RoleBinding "edit/shop" of ClusterRole "edit" to Group "editors"',
  )
  expect(reason('reader')).toBe(
    'RBAC: allowed by ClusterRoleBinding "cluster-reader" of ClusterRole "cluster-reader" to User "reader"',
  )
  expect(reason('x', 'system:masters')).toBe('')
  expect(reason('x')).toBeUndefined()
})
