import type { OpenApiV2 } from './openapi-v2'

type Json = Readonly<Record<string, unknown>>

/** The methods of a path by their field numbers. */
const METHODS: Readonly<Record<string, number>> = {
  get: 2,
  put: 3,
  post: 4,
  delete: 5,
  options: 6,
  head: 7,
  patch: 8,
}

/**
 * An OpenAPI 2 document as the protobuf message `openapi.v2.Document` of gnostic, which is the only form that
 * kubectl up to 1.22 reads (observed 65). The field numbers are those of OpenAPIv2.proto.
 */
export function openApiV2Protobuf(document: OpenApiV2): Buffer {
  const { swagger, info, paths, definitions } = document
  return Buffer.concat([
    text(1, swagger),
    message(2, text(1, info.title), text(2, info.version), text(3, info.description)),
    message(
      8,
      ...Object.entries(paths).map(([name, item]) => named(2, name, pathItem(item as Json))),
    ),
    message(
      9,
      ...Object.entries(definitions).map(([name, value]) => named(1, name, schema(value as Json))),
    ),
  ])
}

function pathItem(item: Json): Buffer {
  return Buffer.concat(
    Object.entries(item).map(([method, value]) => {
      if (method === 'parameters') return Buffer.concat(parameters(9, value))
      const number = METHODS[method]
      return number === undefined ? Buffer.alloc(0) : message(number, operation(value as Json))
    }),
  )
}

function operation(value: Json): Buffer {
  return Buffer.concat([
    text(5, value.operationId),
    ...texts(6, value.produces),
    ...texts(7, value.consumes),
    ...parameters(8, value.parameters),
    message(
      9,
      ...Object.entries((value.responses ?? {}) as Json).map(([code, response]) =>
        named(1, code, message(1, text(1, (response as Json).description))),
      ),
    ),
    ...texts(10, value.schemes),
    ...extensions(13, value),
  ])
}

/** Parameters of paths and queries; there are no others. */
function parameters(field: number, list: unknown): Buffer[] {
  if (!Array.isArray(list)) return []
  return list.map((each: Json) => {
    const body = Buffer.concat([
      bool(1, each.required),
      text(2, each.in),
      text(3, each.description),
      text(4, each.name),
      text(each.in === 'path' ? 5 : 6, each.type),
    ])
    const nonBody = message(each.in === 'path' ? 4 : 3, body)
    return message(field, message(1, message(2, nonBody)))
  })
}

function schema(value: Json): Buffer {
  return Buffer.concat([
    text(1, value.$ref),
    text(2, value.format),
    text(4, value.description),
    ...(value.default === undefined ? [] : [message(5, text(2, yaml(value.default)))]),
    ...texts(19, value.required),
    ...(isObject(value.additionalProperties)
      ? [message(21, message(1, schema(value.additionalProperties)))]
      : []),
    ...(typeof value.type === 'string' ? [message(22, text(1, value.type))] : []),
    ...(isObject(value.items) ? [message(23, message(1, schema(value.items)))] : []),
    ...(isObject(value.properties)
      ? [
          message(
            25,
            ...Object.entries(value.properties).map(([name, member]) =>
              named(1, name, schema(member as Json)),
            ),
          ),
        ]
      : []),
    ...extensions(31, value),
  ])
}

/** `x-…` members, each with its value as YAML. */
function extensions(field: number, value: Json): Buffer[] {
  return Object.entries(value)
    .filter(([name]) => name.startsWith('x-'))
    .map(([name, extension]) => named(field, name, text(2, yaml(extension))))
}

/** JSON is YAML. */
function yaml(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null
}

function named(field: number, name: string, value: Buffer): Buffer {
  return message(field, text(1, name), message(2, value))
}

function texts(field: number, values: unknown): Buffer[] {
  return Array.isArray(values) ? values.map((value) => text(field, value)) : []
}

function text(field: number, value: unknown): Buffer {
  if (typeof value !== 'string' || value === '') return Buffer.alloc(0)
  return message(field, Buffer.from(value))
}

function bool(field: number, value: unknown): Buffer {
  return value === true ? Buffer.concat([varint(field << 3), varint(1)]) : Buffer.alloc(0)
}

/** A field whose value is a length and so many bytes. */
function message(field: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([varint((field << 3) | 2), varint(body.length), body])
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  while (rest > 127) {
    bytes.push((rest & 127) | 128)
    rest >>>= 7
  }
  return Buffer.from([...bytes, rest])
}
