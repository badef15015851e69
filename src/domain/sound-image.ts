import type { DockerConfig, Image, ImageLayer, ImageManifest } from './kinds/image'
import { asObjects, asText, asTextMap, asTexts, isObject } from './untrusted'

/**
 * The image with every member that the pages read of the type that it should be: what is not is left
 * out. An image's configuration is written by whoever built it, and the API passes it on as it is.
 */
export function soundImage(image: unknown): Image {
  const odd = record(image)
  const metadata = record(odd.metadata)
  const docker = record(odd.dockerImageMetadata)
  return {
    // What is not read by its type stays, for the YAML of it.
    ...odd,
    metadata: { ...metadata, name: asText(metadata.name) },
    dockerImageReference: asText(odd.dockerImageReference),
    dockerImageManifestMediaType: asText(odd.dockerImageManifestMediaType),
    dockerImageMetadata: isObject(odd.dockerImageMetadata)
      ? {
          Id: asText(docker.Id),
          Created: asText(docker.Created),
          Author: asText(docker.Author),
          Comment: asText(docker.Comment),
          DockerVersion: asText(docker.DockerVersion),
          Architecture: asText(docker.Architecture),
          ...(typeof docker.Size === 'number' && { Size: docker.Size }),
          ...(isObject(docker.Config) && { Config: soundConfig(docker.Config) }),
          ...(isObject(docker.ContainerConfig) && {
            ContainerConfig: soundConfig(docker.ContainerConfig),
          }),
        }
      : null,
    dockerImageLayers: objects(odd.dockerImageLayers).map(
      (layer): ImageLayer => ({
        name: asText(layer.name),
        size: typeof layer.size === 'number' ? layer.size : Number.NaN,
        mediaType: asText(layer.mediaType),
      }),
    ),
    dockerImageManifests: objects(odd.dockerImageManifests).map(
      (manifest): ImageManifest => ({
        digest: asText(manifest.digest),
        mediaType: asText(manifest.mediaType),
        manifestSize:
          typeof manifest.manifestSize === 'number' ? manifest.manifestSize : Number.NaN,
        architecture: asText(manifest.architecture),
        os: asText(manifest.os),
        variant: asText(manifest.variant),
      }),
    ),
    signatures: Array.isArray(odd.signatures) ? odd.signatures : [],
  }
}

function soundConfig(config: unknown): DockerConfig {
  const odd = record(config)
  const health = record(odd.Healthcheck)
  const number = (value: unknown) => (typeof value === 'number' ? value : 0)
  return {
    User: asText(odd.User),
    WorkingDir: asText(odd.WorkingDir),
    StopSignal: asText(odd.StopSignal),
    Env: [...asTexts(odd.Env)],
    Cmd: [...asTexts(odd.Cmd)],
    Entrypoint: [...asTexts(odd.Entrypoint)],
    Shell: [...asTexts(odd.Shell)],
    OnBuild: [...asTexts(odd.OnBuild)],
    Labels: asTextMap(odd.Labels),
    ExposedPorts: record(odd.ExposedPorts),
    Volumes: record(odd.Volumes),
    ...(isObject(odd.Healthcheck) && {
      Healthcheck: {
        Test: [...asTexts(health.Test)],
        Interval: number(health.Interval),
        Timeout: number(health.Timeout),
        StartPeriod: number(health.StartPeriod),
        Retries: number(health.Retries),
      },
    }),
  }
}

function record(value: unknown): Record<string, unknown> {
  return isObject(value) && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

function objects(value: unknown): readonly Record<string, unknown>[] {
  return asObjects(value as readonly Record<string, unknown>[] | null | undefined)
}
