import type { DockerConfig, ImageLayer } from '@/domain/kinds/image'
import { createdBy, type HistoryStyle, type Step } from './dockerfile-step'
import { seededHex, seededNumber, sha256Digest } from './seeded'

export interface Platform {
  os: string
  architecture: string
  variant?: string
  'os.version'?: string
}

/** Bytes that a registry keeps beside a manifest. */
export interface Blob {
  digest: string
  mediaType: string
  text: string
}

/** Anything that a digest of the sample names: an image, a list of images, a signature's carrier. */
export interface SampleImage {
  digest: string
  mediaType: string
  /** The exact text of the manifest: its SHA-256 is the digest. */
  manifest: string
  platform: Platform
  /** Absent for a list. */
  config?: Blob
  layers: ImageLayer[]
  /** The entries of a list, in order. */
  children: SampleImage[]
  /** All that a registry can serve: the configuration, payloads; never the layers of an image. */
  blobs: Blob[]
}

/** A step with the history that it belongs to: bases keep their layers in whatever is built on them. */
export interface BuiltStep {
  step: Step
  style: HistoryStyle
  /** Equal seeds give equal layers. */
  seed: string
  created: string
}

export interface ImageRecipe {
  steps: readonly BuiltStep[]
  format: 'docker' | 'oci'
  compression?: 'gzip' | 'zstd'
  platform?: Platform
  created: string
  author?: string
  /** Of the manifest; OCI only. */
  annotations?: Record<string, string>
}

export const MEDIA_TYPES = {
  docker: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerConfig: 'application/vnd.docker.container.image.v1+json',
  dockerLayer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
  dockerForeignLayer: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
  dockerList: 'application/vnd.docker.distribution.manifest.list.v2+json',
  oci: 'application/vnd.oci.image.manifest.v1+json',
  ociConfig: 'application/vnd.oci.image.config.v1+json',
  ociLayer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  ociZstdLayer: 'application/vnd.oci.image.layer.v1.tar+zstd',
  ociIndex: 'application/vnd.oci.image.index.v1+json',
} as const

export const LINUX_AMD64: Platform = { os: 'linux', architecture: 'amd64' }

/** An image as a build tool and a registry would have made it; the same recipe has the same digest. */
export function buildImage(recipe: ImageRecipe): SampleImage {
  const platform = recipe.platform ?? LINUX_AMD64
  const seedOf = ({ seed }: BuiltStep) => `${seed} ${platform.os}/${platform.architecture}`
  const layered = recipe.steps.filter(({ step }) => step.bytes !== undefined)
  const layers = layered.map((built): ImageLayer => {
    const seed = seedOf(built)
    const bytes = built.step.bytes ?? 0
    return {
      name: `sha256:${seededHex(`layer ${seed}`)}`,
      size: seededNumber(seed, Math.ceil(bytes * 0.93), Math.ceil(bytes * 1.07)),
      mediaType: layerMediaType(recipe, built, platform),
    }
  })
  const configText = JSON.stringify({
    architecture: platform.architecture,
    ...(platform.variant === undefined ? {} : { variant: platform.variant }),
    ...(recipe.author === undefined ? {} : { author: recipe.author }),
    config: configOf(recipe.steps),
    ...(isClassic(recipe)
      ? {
          container: seededHex(`container ${recipe.created}`),
          container_config: {
            ...configOf(recipe.steps),
            Hostname: seededHex(`container ${recipe.created}`, 12),
            Cmd: ['/bin/sh', '-c', '#(nop) ', lastWords(recipe.steps)],
          },
          docker_version: '20.10.24',
        }
      : {}),
    created: recipe.created,
    history: recipe.steps.map((built) => ({
      created: built.created,
      created_by: createdBy(built.step, built.style, seededHex(`file ${seedOf(built)}`)),
      ...(built.style === 'buildkit' ? { comment: 'buildkit.dockerfile.v0' } : {}),
      ...(built.step.bytes === undefined ? { empty_layer: true } : {}),
    })),
    os: platform.os,
    ...(platform['os.version'] === undefined ? {} : { 'os.version': platform['os.version'] }),
    rootfs: {
      type: 'layers',
      diff_ids: layered.map((built) => `sha256:${seededHex(`diff ${seedOf(built)}`)}`),
    },
  })
  const config: Blob = {
    digest: sha256Digest(configText),
    mediaType: recipe.format === 'docker' ? MEDIA_TYPES.dockerConfig : MEDIA_TYPES.ociConfig,
    text: configText,
  }
  const mediaType = recipe.format === 'docker' ? MEDIA_TYPES.docker : MEDIA_TYPES.oci
  const manifest = JSON.stringify(
    {
      schemaVersion: 2,
      mediaType,
      config: { mediaType: config.mediaType, ...extentOf(config) },
      layers: layers.map((layer) => ({
        mediaType: layer.mediaType,
        digest: layer.name,
        size: layer.size,
        ...(layer.mediaType === MEDIA_TYPES.dockerForeignLayer
          ? { urls: [`https://layers.acme.test/${layer.name}`] }
          : {}),
      })),
      ...(recipe.annotations === undefined ? {} : { annotations: recipe.annotations }),
    },
    null,
    recipe.format === 'docker' ? 3 : 2,
  )
  return {
    digest: sha256Digest(manifest),
    mediaType,
    manifest,
    platform,
    config,
    layers,
    children: [],
    blobs: [config],
  }
}

/** `digest` and `size`, as a descriptor has them. */
export function extentOf(blob: { digest: string; text: string }): { size: number; digest: string } {
  return { size: Buffer.byteLength(blob.text), digest: blob.digest }
}

function layerMediaType(recipe: ImageRecipe, built: BuiltStep, platform: Platform): string {
  if (recipe.format === 'docker') {
    const isForeign = platform.os === 'windows' && built.step.instruction === 'ADD'
    return isForeign ? MEDIA_TYPES.dockerForeignLayer : MEDIA_TYPES.dockerLayer
  }
  return recipe.compression === 'zstd' ? MEDIA_TYPES.ociZstdLayer : MEDIA_TYPES.ociLayer
}

function isClassic({ steps, format }: ImageRecipe): boolean {
  return format === 'docker' && steps.at(-1)?.style === 'classic'
}

function lastWords(steps: readonly BuiltStep[]): string {
  const last = steps.at(-1)?.step
  return last ? `${last.instruction} ${last.text}` : ''
}

/** What a container runs with: the instructions' effects, later ones over earlier ones. */
function configOf(steps: readonly BuiltStep[]): DockerConfig {
  const config: DockerConfig = {}
  const variables: Record<string, string> = {}
  for (const { step } of steps) {
    switch (step.instruction) {
      case 'ENV':
        Object.assign(variables, step.pairs)
        break
      case 'LABEL':
        config.Labels = { ...config.Labels, ...step.pairs }
        break
      case 'CMD':
        config.Cmd = step.words ?? null
        break
      case 'ENTRYPOINT':
        config.Entrypoint = step.words ?? null
        config.Cmd = null
        break
      case 'EXPOSE':
        config.ExposedPorts = { ...config.ExposedPorts, [step.text]: {} }
        break
      case 'VOLUME':
        config.Volumes = { ...config.Volumes, [step.text]: {} }
        break
      case 'USER':
        config.User = step.text
        break
      case 'WORKDIR':
        config.WorkingDir = step.text
        break
      case 'STOPSIGNAL':
        config.StopSignal = step.text
        break
      case 'HEALTHCHECK':
        config.Healthcheck = { Test: ['CMD-SHELL', step.text], Interval: 30e9, Timeout: 5e9 }
        break
    }
  }
  config.Env = Object.entries(variables).map(([name, value]) => `${name}=${value}`)
  return dropNulls(config)
}

function dropNulls(config: DockerConfig): DockerConfig {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null))
}
