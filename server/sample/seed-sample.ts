import type { KubeObject } from '@/domain/kinds/meta'
import type { Store } from '../image-api/storage/store'
import type { SeedOptions } from './sample-objects'

/**
 * Writes the sample of a first start in one transaction: projects, image streams with their histories,
 * images, and what runs and builds them, as a registry would have left them at this moment. It never overwrites: a name that is taken
 * makes the whole transaction fail.
 */
export async function seedSample(
  api: { store: Pick<Store, 'transact'> },
  options: SeedOptions = {},
): Promise<void> {
  // Loaded here, so that a start without a sample does not make one.
  const { sampleObjects } = await import('./sample-objects')
  const { workloads, ...others } = sampleObjects(options)
  const objects = { ...others, ...workloads }
  await api.store.transact((transaction) => {
    for (const [resource, list] of Object.entries(objects) as [string, KubeObject[]][]) {
      for (const object of list) {
        const { namespace = '', name } = object.metadata
        if (transaction.get(resource, namespace, name)) {
          throw new Error(`The store already has ${resource} ${namespace}/${name}.`)
        }
        transaction.put(resource, object)
      }
    }
  })
}
