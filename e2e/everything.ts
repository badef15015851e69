import { createHash } from 'node:crypto'
import type { Image } from '@/domain/kinds/image'
import type { ImageStream, TagReference } from '@/domain/kinds/image-stream'

const digest = (letter: string) => `sha256:${letter.repeat(64)}`
const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
const repository = 'registry.example.com/team/web'

const config = JSON.stringify({
  architecture: 'amd64',
  os: 'linux',
  config: { Cmd: ['serve'] },
  rootfs: { type: 'layers', diff_ids: [digest('e')] },
  history: [{ created: '2026-11-18T07:00:00Z', created_by: 'COPY app /app # buildkit' }],
})
const layer = {
  name: digest('b'),
  size: 2_000_000,
  mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
}
/** True digests, for pages show nothing of bytes that are not what the digest names. */
const manifest = JSON.stringify({
  schemaVersion: 2,
  mediaType: MANIFEST,
  config: {
    mediaType: 'application/vnd.oci.image.config.v1+json',
    size: config.length,
    digest: digestOf(config),
  },
  layers: [{ mediaType: layer.mediaType, size: layer.size, digest: layer.name }],
})

/** The digest of the image that has every field. */
export const imageDigest = digestOf(manifest)

const wish: TagReference = {
  name: 'prod',
  annotations: { owner: 'maria' },
  from: { kind: 'DockerImage', name: `${repository}:1.0` },
  reference: true,
  generation: 5,
  importPolicy: { insecure: true, scheduled: true, importMode: 'PreserveOriginal' },
  referencePolicy: { type: 'Local' },
}

function history(tag: string, image: string) {
  return {
    tag,
    items: [
      {
        created: '2026-11-18T08:00:00Z',
        dockerImageReference: `${repository}@${image}`,
        image,
        generation: 4,
      },
    ],
    conditions: [
      {
        type: 'ImportSuccess',
        status: 'False',
        reason: 'InternalError',
        message: 'Import failed: the registry is on holiday.',
        generation: 5,
        lastTransitionTime: '2026-11-20T08:00:00Z',
      },
    ],
  }
}

const stream: ImageStream = {
  apiVersion: 'image.openshift.io/v1',
  kind: 'ImageStream',
  metadata: {
    name: 'web',
    namespace: 'shop',
    uid: 'uid-of-web',
    resourceVersion: '7',
    generation: 5,
    creationTimestamp: '2026-11-01T08:00:00Z',
  },
  spec: { lookupPolicy: { local: true }, tags: [wish, { ...wish, name: 'many' }] },
  status: {
    dockerImageRepository: 'registry.internal:5000/shop/web',
    tags: [history('prod', imageDigest), history('many', digest('c'))],
  },
}

/** Signatures as the API can keep them, with all that a verifier may have written. */
const signature = {
  apiVersion: 'image.openshift.io/v1',
  kind: 'ImageSignature',
  metadata: { name: `${imageDigest}@first-signature` },
  type: 'AtomicImageV1',
  content: Buffer.from('not a signature').toString('base64'),
  created: '2026-11-19T08:00:00Z',
  imageIdentity: `${repository}:signed`,
  issuedBy: { commonName: 'signing-service', organization: 'Acme Signing' },
  issuedTo: {
    commonName: 'release-team',
    organization: 'Acme Releases',
    publicKeyID: '0x685ebe62bf278440',
  },
  signedClaims: { origin: 'claimed-by-the-api' },
  conditions: [
    {
      type: 'Trusted',
      status: 'True',
      reason: 'ManuallyVerified',
      message: 'the key is in the vault',
      lastProbeTime: '2026-11-21T08:00:00Z',
      lastTransitionTime: '2026-11-20T08:00:00Z',
    },
  ],
}

const common = {
  apiVersion: 'image.openshift.io/v1',
  kind: 'Image',
  dockerImageMetadataVersion: '1.0',
}

const single: Image = {
  ...common,
  metadata: {
    name: imageDigest,
    creationTimestamp: '2026-11-18T08:00:00Z',
    annotations: { kept: 'yes' },
    labels: { tier: 'web' },
  },
  dockerImageReference: `${repository}@${imageDigest}`,
  dockerImageManifestMediaType: MANIFEST,
  dockerImageManifest: manifest,
  dockerImageConfig: config,
  dockerImageLayers: [layer],
  dockerImageSignatures: [Buffer.from('schema 1').toString('base64')],
  dockerImageMetadata: {
    kind: 'DockerImage',
    apiVersion: 'image.openshift.io/1.0',
    Id: digestOf(config),
    Author: 'Ada of Acme',
    Created: '2026-11-18T07:00:00Z',
    Architecture: 'amd64',
    Size: 2_000_000,
    Config: { Cmd: ['serve'] },
  },
  signatures: [signature],
}

const list: Image = {
  ...common,
  metadata: { name: digest('c') },
  dockerImageReference: `${repository}@${digest('c')}`,
  dockerImageManifestMediaType: 'application/vnd.oci.image.index.v1+json',
  dockerImageManifests: [
    {
      digest: digest('d'),
      mediaType: MANIFEST,
      manifestSize: 1200,
      architecture: 'arm64',
      os: 'linux',
      variant: 'v8',
    },
  ],
}

/** What a cluster answers of a stream whose tag has every field set: of one image, or of a list of platforms. */
export function tagWithEverything(which: 'single' | 'list') {
  const image = which === 'single' ? single : list
  return {
    projects: [{ metadata: { name: 'shop' } }],
    streams: [stream],
    image,
    layers: { blobs: { [layer.name]: layer }, images: { [imageDigest]: { layers: [layer.name] } } },
    tag: {
      apiVersion: 'image.openshift.io/v1',
      kind: 'ImageStreamTag',
      metadata: { name: 'web:prod', namespace: 'shop' },
      tag: wish,
      generation: 4,
      lookupPolicy: { local: true },
      image,
    },
  }
}
