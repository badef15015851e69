import { expect, test } from 'vitest'
import { endpointOf, formatPullSpec, normalPullSpec, parsePullSpec } from './pull-spec'

const digest = `sha256:${'a'.repeat(64)}`

test.each([
  ['nginx', 'docker.io/library/nginx:latest', 'registry-1.docker.io'],
  ['bitnami/redis:7', 'docker.io/bitnami/redis:7', 'registry-1.docker.io'],
  ['index.docker.io/nginx:1', 'docker.io/library/nginx:1', 'registry-1.docker.io'],
  ['localhost/app', 'localhost/app:latest', 'localhost'],
  ['127.0.0.1:5000/conf/app:1', '127.0.0.1:5000/conf/app:1', '127.0.0.1:5000'],
  [`quay.io/a/b/c:1@${digest}`, `quay.io/a/b/c@${digest}`, 'quay.io'],
])('%s is %s', (written, normal, host) => {
  const spec = parsePullSpec(written)
  expect(spec).toBeDefined()
  if (!spec) return
  expect(formatPullSpec(normalPullSpec(spec))).toBe(normal)
  expect(endpointOf(spec).host).toBe(host)
})

test.each(['Not A Name', 'https://quay.io/a', '', 'quay.io/UPPER', '../etc'])(
  '"%s" is no pull spec',
  (text) => {
    expect(parsePullSpec(text)).toBeUndefined()
  },
)

test.each(['nginx', 'nginx:1', 'quay.io/a/b:1', `quay.io/a/b@${digest}`])(
  '%s is written as it was read',
  (text) => {
    const spec = parsePullSpec(text)
    expect(spec && formatPullSpec(spec)).toBe(text)
  },
)
