import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import type { Image } from '@/domain/kinds/image'
import type {
  ImageStream,
  ImageStreamTag,
  ImageTag,
  TagReference,
} from '@/domain/kinds/image-stream'
import type { Status } from '@/domain/kinds/meta'
import { type ImageApi, type ImageApiOptions, openImageApi } from '../image-api'

/** What any answer of these resources may have. */
export type Answer = ImageStream & ImageStreamTag & ImageTag & Image & Status & { items: Answer[] }

export interface ApiForTests {
  api: ImageApi
  /** Asks below `/apis/image.openshift.io/v1`; a patch is a merge patch unless `type` says otherwise. */
  ask(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    type?: string,
  ): Promise<{ code: number; json: Answer }>
  close(): Promise<void>
}

export const DIGEST_A = `sha256:${'a'.repeat(64)}`
export const DIGEST_B = `sha256:${'b'.repeat(64)}`

/** A fresh image API with the projects `team` and `other`, for a test of a resource. */
export async function openApiForTests(
  further: Pick<ImageApiOptions, 'imports'> = {},
): Promise<ApiForTests> {
  const folder = mkdtempSync(join(tmpdir(), 'tagstream-registry-'))
  const api = await openImageApi({
    dataDir: folder,
    internalRegistry: 'registry:5000',
    publicRegistry: 'images.example.com',
    ...further,
  })
  const app = Fastify()
  await app.register(api.plugin)
  for (const name of ['team', 'other']) {
    await api.write.create('namespaces', '', { metadata: { name } })
  }
  return {
    api,
    async ask(method, path, body, type) {
      const patch = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
      const answer = await app.inject({
        method,
        url: `/apis/image.openshift.io/v1${path}`,
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': type ?? patch }, payload: JSON.stringify(body) }),
      })
      return { code: answer.statusCode, json: JSON.parse(answer.body) }
    },
    async close() {
      await app.close()
      await api.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A tag that names an image without importing it. */
export function referenceTag(name: string, image: string): Partial<TagReference> {
  return { name, reference: true, from: { kind: 'DockerImage', name: image } }
}

/** The body of a push of an image to a tag. */
export function push(stream: string, tag: string, digest: string) {
  return {
    metadata: { name: stream },
    tag,
    image: { metadata: { name: digest }, dockerImageReference: `quay.io/acme/app@${digest}` },
  }
}
