import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  PrometheusRule,
  ServiceMonitor,
} from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1'
import { Deployment } from 'kubernetes-models/apps/v1'
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1'
import { Service, ServiceAccount } from 'kubernetes-models/v1'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readConfig } from '../server/config'

const folder = join(import.meta.dirname, '../deploy')
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
const read = (name: string) => parse(readFileSync(join(folder, name), 'utf8'))

/** Published schemas, by kind. */
const schemas = {
  Deployment,
  NetworkPolicy,
  PodDisruptionBudget,
  PrometheusRule,
  Service,
  ServiceAccount,
  ServiceMonitor,
}
/** No package has a schema of these that is kept up. */
const unchecked = ['Kustomization', 'OAuthClient', 'Route']

describe('each manifest is valid by the published schema of its kind', () => {
  for (const name of names) {
    const { kind } = read(name)
    const Model = schemas[kind as keyof typeof schemas]
    if (Model === undefined) {
      test(`${name}: a ${kind} is checked by no schema`, () => {
        expect(unchecked).toContain(kind)
      })
    } else {
      test(`${name}: a ${kind}`, () => {
        new Model(read(name)).validate()
        expect(() => new Model({ ...read(name), spec: 7, metadata: 'x' }).validate()).toThrow()
      })
    }
  }
})

test('all of them are applied, but what belongs to the cluster', () => {
  const { resources } = read('kustomization.yaml')
  expect([...resources, 'kustomization.yaml', 'oauth-client.yaml'].sort()).toEqual(names.sort())
})

const deployment = read('deployment.yaml')
const pod = deployment.spec.template.spec
const [container] = pod.containers
const env: Record<string, string> = Object.fromEntries(
  container.env.map(({ name, value }: { name: string; value: string }) => [name, value]),
)

test('the gateway understands its environment, which says nothing that it does not know', () => {
  const config = readConfig([], env)
  expect(config.upstream?.people).toMatchObject({ by: 'login', clientId: 'tagstream' })
  expect(config.metrics).toEqual({ host: '0.0.0.0', port: 9090 })
  const words = Object.entries(env).flatMap(([name, value]) => [
    `--${name.replace('TAGSTREAM_', '').toLowerCase().replaceAll('_', '-')}`,
    value,
  ])
  expect(readConfig(words, {})).toEqual(config)
})

test('the pod has no rights, no token, no root, and writes nothing', () => {
  expect(pod.automountServiceAccountToken).toBe(false)
  expect(read('service-account.yaml').automountServiceAccountToken).toBe(false)
  expect(pod.securityContext).toMatchObject({ runAsNonRoot: true })
  expect(container.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  })
  expect(names.map((name) => read(name).kind).join()).not.toMatch(/Role|Binding/)
})

test('files and ports that the gateway is told of are there', () => {
  const mounts: string[] = container.volumeMounts.map(
    ({ mountPath }: { mountPath: string }) => mountPath,
  )
  const files = Object.values(env).filter((value) => value.startsWith('/'))
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) expect(mounts).toContain(file.slice(0, file.lastIndexOf('/')))
  const volumes = pod.volumes.map(({ name }: { name: string }) => name)
  expect(container.volumeMounts.map(({ name }: { name: string }) => name)).toEqual(volumes)
  const ports = container.ports.map(({ containerPort }: { containerPort: number }) => containerPort)
  expect(ports).toEqual([Number(env.TAGSTREAM_PORT), Number(env.TAGSTREAM_METRICS_PORT)])
})

test('route, client and gateway agree on the address', () => {
  const url = `https://${read('route.yaml').spec.host}`
  expect(env.TAGSTREAM_PUBLIC_URL).toBe(url)
  expect(read('oauth-client.yaml').redirectURIs).toEqual([`${url}/session/callback`])
})

test('alerts speak of metrics that there are', () => {
  const source = readFileSync(join(import.meta.dirname, '../server/gateway/metrics.ts'), 'utf8')
  const spoken = readFileSync(join(folder, 'prometheus-rule.yaml'), 'utf8').match(/tagstream_\w+/g)
  expect(spoken?.length).toBeGreaterThan(0)
  for (const name of spoken ?? []) expect(source).toContain(`'${name}'`)
})
