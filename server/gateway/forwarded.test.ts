import { describe, expect, test } from 'vitest'
import { collectionPath } from '@/api/resource'
import * as resources from '@/api/resources'
import { isForwarded } from './forwarded'

const IMAGES = '/apis/image.openshift.io/v1'

describe('forwarded is what the dashboard and kubectl need', () => {
  test.each([
    ['GET', `${IMAGES}/imagestreams`],
    ['GET', `${IMAGES}/imagestreams?watch=true`],
    ['GET', `${IMAGES}/watch/namespaces/shop/imagestreams`],
    ['GET', `${IMAGES}/namespaces/shop/imagestreams/web`],
    ['GET', `${IMAGES}/namespaces/shop/imagestreams/web/layers`],
    ['GET', `${IMAGES}/namespaces/watch/imagestreamtags`],
    ['PATCH', `${IMAGES}/namespaces/shop/imagestreamtags/web:prod?dryRun=All`],
    ['PATCH', `${IMAGES}/namespaces/shop/imagestreamtags/web%3Aprod`],
    ['DELETE', `${IMAGES}/namespaces/shop/imagetags/web:prod`],
    ['POST', `${IMAGES}/namespaces/shop/imagestreamimports`],
    ['GET', `${IMAGES}/namespaces/shop/imagestreamimages/web@sha256:0123`],
    ['GET', `${IMAGES}/images/sha256:0123`],
    ['GET', '/apis/project.openshift.io/v1/projects'],
    ['GET', '/apis/user.openshift.io/v1/users/~'],
    ['GET', '/api/v1/namespaces'],
    ['GET', '/api/v1/namespaces/shop'],
    ['POST', '/apis/project.openshift.io/v1/projectrequests'],
    ['POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'],
    ['GET', '/apis/apps/v1/namespaces/shop/deployments?watch=1'],
    ['GET', '/apis/build.openshift.io/v1/buildconfigs'],
    ['GET', '/api'],
    ['GET', '/apis'],
    ['GET', '/api/v1?timeout=32s'],
    ['GET', '/apis/apps/v1'],
    ['GET', '/openapi/v3/apis/image.openshift.io/v1?hash=A'],
    ['HEAD', '/version'],
  ])('%s %s', (method, target) => {
    expect(isForwarded(method, target)).toBe(true)
  })
})

test('everything that the pages read can be read through the gateway', () => {
  for (const value of Object.values(resources)) {
    const all = 'plural' in value ? [value] : Object.values(value)
    for (const resource of all) {
      const path = collectionPath(resource, 'shop').replace('/namespaces/shop/users', '/users')
      const methods: [string, string][] = [
        ['GET', path],
        ['GET', `${path}/name`],
        ['GET', `${path}/~`],
        ['POST', path],
        ['DELETE', `${path}/name`],
      ]
      expect(
        methods.some(([method, at]) => isForwarded(method, at)),
        path,
      ).toBe(true)
    }
  }
})

describe('and nothing else', () => {
  test.each([
    ['GET', '/api/v1/secrets'],
    ['GET', '/api/v1/namespaces/shop/secrets'],
    ['GET', '/api/v1/namespaces/shop/serviceaccounts/default/token'],
    ['POST', '/api/v1/namespaces/shop/pods'],
    ['GET', '/api/v1/namespaces/shop/pods/web/log'],
    ['PATCH', '/api/v1/namespaces/shop'],
    ['DELETE', '/api/v1/namespaces/shop'],
    ['PATCH', '/apis/apps/v1/namespaces/shop/deployments/web'],
    ['GET', '/apis/apps/v1/namespaces/shop/deployments/web/scale'],
    ['GET', '/apis/user.openshift.io/v1/users'],
    ['GET', '/apis/user.openshift.io/v1/users/root'],
    ['GET', '/apis/rbac.authorization.k8s.io/v1/clusterroles'],
    ['GET', '/apis/oauth.openshift.io/v1/oauthaccesstokens'],
    ['GET', `${IMAGES}/namespaces/shop/imagestreams/web/secrets`],
    ['GET', `${IMAGES}/namespaces/shop/imagestreams/web/layers/more`],
    ['DELETE', `${IMAGES}/images`],
    ['POST', '/version'],
    ['GET', '/metrics'],
    ['GET', '/healthz'],
    ['GET', '/.well-known/oauth-authorization-server'],
    ['CONNECT', '/api'],
    ['TRACE', '/api'],
  ])('%s %s', (method, target) => {
    expect(isForwarded(method, target)).toBe(false)
  })
})

describe('a path that two servers could read differently is never forwarded', () => {
  test.each([
    '/api/v1/../../metrics',
    '/api/v1/namespaces/../secrets',
    '/api/v1/namespaces/%2e%2e/secrets',
    '/api/v1/namespaces/.%2E/secrets',
    '/api/v1/namespaces/..%2fsecrets',
    '/api/v1/namespaces/shop%2Fsecrets',
    '/api/v1/namespaces/shop%5Csecrets',
    '/api/v1/namespaces\\shop',
    '/api/v1//namespaces',
    '//api/v1/namespaces',
    '/api/v1/namespaces/',
    '/api/v1/./namespaces',
    '/api/v1/namespaces;v=1',
    '/api/v1/namespaces%3Bv=1',
    '/api/v1/namespaces%00',
    '/api/v1/namespaces%0d%0aHost:x',
    '/api/v1/namespaces%252e',
    '/api/v1/namespaces%zz',
    '/api/v1/namespaces%3Fwatch',
    '/api/v1/namespaces#x',
    'http://other.example.com/api/v1/namespaces',
    'other.example.com:443',
    '*',
    '',
  ])('%s', (target) => {
    expect(isForwarded('GET', target)).toBe(false)
  })
})
