/** A message by field number: what the member is called, and what it is. */
interface Shape {
  [field: number]: readonly [name: string, type: 'text' | 'texts' | 'map' | Shape]
}

const META: Shape = {
  1: ['name', 'text'],
  2: ['generateName', 'text'],
  3: ['namespace', 'text'],
  11: ['labels', 'map'],
  12: ['annotations', 'map'],
}

const RESOURCE_ATTRIBUTES: Shape = {
  1: ['namespace', 'text'],
  2: ['verb', 'text'],
  3: ['group', 'text'],
  4: ['version', 'text'],
  5: ['resource', 'text'],
  6: ['subresource', 'text'],
  7: ['name', 'text'],
}

const SHAPES: Readonly<Record<string, Shape>> = {
  Namespace: { 1: ['metadata', META], 2: ['spec', { 1: ['finalizers', 'texts'] }] },
  SelfSubjectAccessReview: {
    1: ['metadata', META],
    2: [
      'spec',
      {
        1: ['resourceAttributes', RESOURCE_ATTRIBUTES],
        2: ['nonResourceAttributes', { 1: ['path', 'text'], 2: ['verb', 'text'] }],
      },
    ],
  },
  SelfSubjectRulesReview: { 1: ['metadata', META], 2: ['spec', { 1: ['namespace', 'text'] }] },
}

const MAGIC = Buffer.from('k8s\0')

/**
 * The JSON of an object in the protobuf of Kubernetes. Only the kinds that kubectl itself sends so
 * (`create namespace`, `auth can-i`) are known; undefined for all else, image.openshift.io among it.
 */
export function protobufToJson(body: Buffer): string | undefined {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC)) return undefined
  let type: Buffer = Buffer.alloc(0)
  let raw: Buffer = Buffer.alloc(0)
  try {
    for (const { field, bytes } of fieldsOf(body.subarray(MAGIC.length))) {
      if (field === 1) type = bytes
      if (field === 2) raw = bytes
    }
    const typeMeta = messageOf(type, { 1: ['apiVersion', 'text'], 2: ['kind', 'text'] })
    const shape = typeof typeMeta.kind === 'string' ? SHAPES[typeMeta.kind] : undefined
    return shape && JSON.stringify({ ...typeMeta, ...messageOf(raw, shape) })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function messageOf(body: Buffer, shape: Shape): Record<string, unknown> {
  const message: Record<string, unknown> = {}
  for (const { field, bytes } of fieldsOf(body)) {
    const member = shape[field]
    if (!member) continue
    const [name, type] = member
    if (type === 'text') {
      if (bytes.length > 0) message[name] = bytes.toString('utf8')
    } else if (type === 'texts') {
      message[name] = [...((message[name] as string[] | undefined) ?? []), bytes.toString('utf8')]
    } else if (type === 'map') {
      const { key = '', value = '' } = messageOf(bytes, {
        1: ['key', 'text'],
        2: ['value', 'text'],
      })
      message[name] = { ...(message[name] as object | undefined), [String(key)]: value }
    } else {
      message[name] = messageOf(bytes, type)
    }
  }
  return message
}

/** The fields of a message that have bytes; numbers are stepped over. */
function* fieldsOf(body: Buffer): Iterable<{ field: number; bytes: Buffer }> {
  let at = 0
  const varint = () => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = body.readUInt8(at++)
      value += (byte & 127) * 2 ** shift
      if (byte < 128) return value
    }
  }
  while (at < body.length) {
    const tag = varint()
    const field = Math.floor(tag / 8)
    switch (tag % 8) {
      case 0:
        varint()
        break
      case 1:
        at += 8
        break
      case 2: {
        const length = varint()
        if (at + length > body.length) throw new RangeError('a field is longer than its message')
        yield { field, bytes: body.subarray(at, at + length) }
        at += length
        break
      }
      case 5:
        at += 4
        break
      default:
        throw new RangeError('an unknown wire type')
    }
  }
}
