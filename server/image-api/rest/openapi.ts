import { createHash } from 'node:crypto'
import { openApiPaths } from './openapi-paths'
import { openApiV2 } from './openapi-v2'
import { openApiV2Protobuf } from './openapi-v2-protobuf'
import type { ResourceTable } from './resource-table'
import { apiDescription, schemas } from './schema'

export interface OpenApiAnswer {
  type: string
  etag: string
  body: Buffer
}

/** The OpenAPI documents in the forms that kubectl reads (observed 65). */
export interface OpenApi {
  /** What is at `/openapi/…`; undefined: nothing. */
  document(path: readonly string[], accept: string | undefined): OpenApiAnswer | undefined
}

const PROTOBUF = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf'
const INFO = {
  title: 'OpenShift API (with Kubernetes)',
  version: '4.22.0',
  description: apiDescription,
}

/** The documents are made when they are first asked for, and then kept. */
export function openApiOf(table: ResourceTable): OpenApi {
  const made = new Map<string, OpenApiAnswer>()
  const once = (name: string, type: string, make: () => Buffer) => {
    const known = made.get(name)
    if (known) return known
    const body = make()
    const answer = {
      type,
      body,
      etag: `"${createHash('sha256').update(body).digest('hex').toUpperCase()}"`,
    }
    made.set(name, answer)
    return answer
  }
  const json = (name: string, make: () => unknown) =>
    once(name, 'application/json', () => Buffer.from(JSON.stringify(make())))
  const groupVersions = [
    ...new Set(
      table.definitions.map(({ group, version }) =>
        group === '' ? `api/${version}` : `apis/${group}/${version}`,
      ),
    ),
  ]
  const groupDocument = (groupVersion: string) =>
    json(`v3/${groupVersion}`, () => ({
      openapi: '3.0.0',
      info: INFO,
      paths: openApiPaths(table, groupVersion),
      components: { schemas },
    }))

  return {
    document(path, accept) {
      const [version, ...rest] = path
      if (version === 'v2' && rest.length === 0) {
        if (accept?.includes(PROTOBUF)) {
          return once('v2.pb', 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf', () =>
            openApiV2Protobuf(openApiV2(table, INFO)),
          )
        }
        return json('v2', () => openApiV2(table, INFO))
      }
      if (version !== 'v3') return undefined
      if (rest.length === 0) {
        return json('v3', () => ({
          paths: Object.fromEntries(
            groupVersions.map((each) => [
              each,
              {
                serverRelativeURL: `/openapi/v3/${each}?hash=${groupDocument(each).etag.replaceAll('"', '')}`,
              },
            ]),
          ),
        }))
      }
      const groupVersion = rest.join('/')
      return groupVersions.includes(groupVersion) ? groupDocument(groupVersion) : undefined
    },
  }
}
