import type { ImageStream } from '@/domain/kinds/image-stream'
import type { SampleStream } from './sample-stream'

/** The stream before anything happened to its tags, defaulted as the registry does it. */
export function newStream(described: SampleStream, created: string, uid: string): ImageStream {
  const spec: ImageStream['spec'] = {
    lookupPolicy: { local: described.localLookup ?? false },
    ...(described.repository === undefined ? {} : { dockerImageRepository: described.repository }),
  }
  return {
    metadata: {
      name: described.name,
      namespace: described.namespace,
      uid,
      generation: 1,
      creationTimestamp: created,
      ...(Object.keys(described.labels).length > 0 ? { labels: { ...described.labels } } : {}),
      ...(described.annotations ? { annotations: { ...described.annotations } } : {}),
      ...(described.madeBy === 'apply' ? { managedFields: appliedFields(described, created) } : {}),
    },
    spec,
    status: {},
  }
}

function appliedFields(described: SampleStream, time: string) {
  const members = (names: string[]) => Object.fromEntries(names.map((name) => [`f:${name}`, {}]))
  return [
    {
      manager: 'kubectl-client-side-apply',
      operation: 'Update',
      apiVersion: 'image.openshift.io/v1',
      time,
      fieldsType: 'FieldsV1',
      fieldsV1: {
        'f:metadata': {
          'f:labels': members(Object.keys(described.labels)),
          'f:annotations': members(Object.keys(described.annotations ?? {})),
        },
        'f:spec': { 'f:lookupPolicy': { 'f:local': {} }, 'f:tags': {} },
      },
    },
  ]
}
