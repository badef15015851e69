import type { KubeObject } from '@/domain/kinds/meta'
import { matchesLabels } from '@/domain/label-selector'
import type { StoredObject } from '../storage/store'
import { matchesFields } from './field-selector'
import type { ListOptions } from './list-options'
import type { RequestContext, ResourceDefinition } from './resource-definition'

/** The fields that selectors may name. */
export function selectableFieldNames({ namespaced, stored }: ResourceDefinition): string[] {
  return [
    'metadata.name',
    ...(namespaced ? ['metadata.namespace'] : []),
    ...(stored?.selectableFieldNames ?? []),
  ]
}

/** Whether a stored object is among those that a list or watch asks for, wherever it is. */
export function selects(
  definition: ResourceDefinition,
  context: RequestContext,
  { labelSelector, fieldSelector }: Pick<ListOptions, 'labelSelector' | 'fieldSelector'>,
): (object: StoredObject) => boolean {
  const { stored } = definition
  return (object) =>
    (context.namespace === '' || object.metadata.namespace === context.namespace) &&
    (labelSelector.length === 0 || matchesLabels(labelSelector, object.metadata.labels)) &&
    (fieldSelector.length === 0 || matchesFields(fieldSelector, fieldsOf(object))) &&
    (stored?.isVisible?.(object, context) ?? true)

  function fieldsOf(object: StoredObject): Record<string, string> {
    return {
      'metadata.name': object.metadata.name,
      'metadata.namespace': object.metadata.namespace ?? '',
      ...stored?.selectableFields?.(object, context.settings),
    }
  }
}

/** Where the store keeps the objects of a definition. */
export function storedUnder({ plural, stored }: ResourceDefinition): string {
  return stored?.resource ?? plural
}

/** A stored object as it is answered. */
export function presented(
  { stored }: ResourceDefinition,
  object: StoredObject,
  { settings }: RequestContext,
): KubeObject {
  return stored ? stored.present(object, settings) : object
}
