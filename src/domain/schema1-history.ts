import type { HistoryStep } from './image-config'
import { asMembers } from './signatures/strict-json'
import { asObjects, asText, asTexts } from './untrusted'

/**
 * The build steps in a manifest of Docker's first schema, oldest first. Each is a JSON text of its own
 * in `v1Compatibility`, the newest first; a step that changed nothing has a layer there all the same
 * (an empty tar), so there are as many steps as layers. Empty for what is no such manifest.
 */
export function schema1History(manifest: string): HistoryStep[] {
  const document = asMembers(parsed(manifest))
  return asObjects(document?.history as Record<string, unknown>[] | undefined)
    .map(({ v1Compatibility }) => {
      const step = asMembers(parsed(asText(v1Compatibility))) ?? {}
      const command = asTexts(asMembers(step.container_config)?.Cmd)
      return {
        created: asText(step.created),
        created_by: command.join(' '),
        author: asText(step.author),
        comment: asText(step.comment),
        empty_layer: false,
      }
    })
    .reverse()
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
