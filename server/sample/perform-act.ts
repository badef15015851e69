import { meet, newestOf, noteImport, raiseGeneration, type Scene, setWish } from './replay-scene'
import type { Act } from './sample-stream'
import { addTagEvent, statusTag } from './tag-history'

type ActOf<Name extends Act['does']> = Extract<Act, { does: Name }>

/** Does one thing to one tag, with the effects that the registry would give it. */
export function performAct(act: Act, scene: Scene): void {
  switch (act.does) {
    case 'push':
      push(act, scene)
      break
    case 'import':
      importImage(act, scene)
      break
    case 'fail':
      failToImport(act, scene)
      break
    case 'ask':
      setWish(scene, { from: { kind: 'DockerImage', name: act.from }, settings: act })
      raiseGeneration(scene)
      break
    case 'refer':
      refer(act, scene)
      break
    case 'pin':
      pin(act, scene)
      break
    case 'follow':
      follow(act, scene)
      break
    case 'copy':
      copy(act, scene)
      break
    case 'describe':
      setWish(scene, { settings: act })
      break
  }
}

/** A push changes no generation and no wish (observed 44). */
function push({ image }: ActOf<'push'>, scene: Scene): void {
  meet(scene, image, scene.ownRepository, true)
  hold(scene, image.digest, scene.ownRepository, scene.stream.metadata.generation ?? 1)
}

function importImage(act: ActOf<'import'>, scene: Scene): void {
  const repository = act.from.replace(/:[^:/]*$/, '')
  setWish(scene, { from: { kind: 'DockerImage', name: act.from }, settings: act })
  meet(scene, act.image, repository, false)
  noteImport(scene)
  hold(scene, act.image.digest, repository, raiseGeneration(scene))
}

function failToImport(act: ActOf<'fail'>, scene: Scene): void {
  setWish(scene, { from: { kind: 'DockerImage', name: act.from }, settings: act })
  noteImport(scene)
  statusTag(scene.stream, scene.tag).conditions = [
    {
      type: 'ImportSuccess',
      status: 'False',
      lastTransitionTime: scene.time,
      reason: act.reason,
      message: act.message,
      generation: raiseGeneration(scene),
    },
  ]
}

/** A reference names an image without importing it: the item has no digest (S-22). */
function refer({ pullSpec, ...settings }: ActOf<'refer'>, scene: Scene): void {
  const from = { kind: 'DockerImage', name: pullSpec }
  const generation = setWish(scene, { from, reference: true, settings })
  addTagEvent(scene.stream, scene.tag, {
    created: scene.time,
    dockerImageReference: pullSpec,
    image: '',
    generation,
  })
}

function pin(act: ActOf<'pin'>, scene: Scene): void {
  const { digest } = act.image
  const seen = scene.images.get(digest)
  if (!seen) throw new Error(`${act.stream}@${digest} is pinned before the cluster has it.`)
  const isHere = act.namespace === scene.stream.metadata.namespace
  const generation = setWish(scene, {
    from: {
      kind: 'ImageStreamImage',
      ...(isHere ? {} : { namespace: act.namespace }),
      name: `${act.stream}@${digest}`,
    },
    settings: act,
  })
  hold(scene, digest, seen.isPushed ? scene.ownRepository : seen.repository, generation)
}

/** An alias has what it follows, from its first moment on. */
function follow(act: ActOf<'follow'>, scene: Scene): void {
  const from = { kind: 'ImageStreamTag', name: act.tag }
  const generation = setWish(scene, { from, settings: act })
  const source = newestOf(scene.stream, act.tag)
  if (source) addTagEvent(scene.stream, scene.tag, { ...source, generation })
}

/** Takes what a tag of another stream holds, time included; to copy again, the source is set again. */
function copy(act: ActOf<'copy'>, scene: Scene): void {
  const generation = setWish(scene, {
    from: { kind: 'ImageStreamTag', namespace: act.namespace, name: `${act.stream}:${act.tag}` },
    ...(act.reference ? { reference: true } : {}),
    settings: act,
    isAgain: true,
  })
  const source = newestOf(scene.streamOf(act.namespace, act.stream), act.tag)
  if (!source) return
  const isInternal = source.dockerImageReference.startsWith(`${scene.internalRegistry}/`)
  addTagEvent(scene.stream, scene.tag, {
    ...source,
    generation,
    // An image of the internal registry is pulled from where it was copied to (S-22).
    dockerImageReference:
      isInternal && !act.reference
        ? `${scene.ownRepository}@${source.image}`
        : source.dockerImageReference,
  })
}

function hold(scene: Scene, image: string, repository: string, generation: number): void {
  const dockerImageReference = `${repository}@${image}`
  const created = scene.time
  addTagEvent(scene.stream, scene.tag, { created, dockerImageReference, image, generation })
}
