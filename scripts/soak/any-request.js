import fc from 'fast-check'
import { digest } from '../fill-streams.js'
import { fitting } from './fitting-request.js'

/**
 * A request of the fuzz run.
 *
 * @typedef {{ method: string, path: string, query: [string, string][], headers: Record<string, string>, body: string | undefined }} FuzzRequest
 */

const GROUP = '/apis/image.openshift.io/v1'
const IMAGE = digest(1, 2)

/**
 * One of these, each as often as it is written: without the bias to the first and the last.
 *
 * @template T
 * @param {T[]} values
 */
const oneOf = (values) => fc.noBias(fc.constantFrom(...values))
const hostile = fc.oneof(
  fc.string({ maxLength: 12, unit: 'binary' }),
  oneOf([
    '',
    '.',
    '..',
    '%',
    '%2f',
    '%00',
    'A_B',
    '-1',
    '999999999999',
    '__proto__',
    'a'.repeat(300),
  ]),
)

const namespace = fc.oneof({ weight: 15, arbitrary: oneOf(['fuzz', 'fuzz', 'fuzz-2']) }, hostile)
const stream = fc.oneof({ weight: 15, arbitrary: oneOf(['app', 'web', 'new']) }, hostile)
const tag = fc.oneof({ weight: 15, arbitrary: oneOf(['latest', 'v1', 'pushed', 'none']) }, hostile)
const tagOf = fc.tuple(stream, tag).map(([name, of]) => `${name}:${of}`)
const imageOf = fc.tuple(stream, oneOf([IMAGE, 'sha256:', '0000']), oneOf(['@', '@', ':', '']))
/** @type {Record<string, import('fast-check').Arbitrary<string>>} */
const names = {
  imagestreams: stream,
  imagestreamtags: tagOf,
  imagetags: tagOf,
  imagestreamimages: imageOf.map(([name, image, sign]) => name + sign + image),
  imagestreammappings: stream,
  imagestreamimports: stream,
}
const subresource = oneOf([
  ...Array(30).fill(''),
  ...['/status', '/status', '/layers', '/secrets', '/scale', '/'],
])

const inNamespace = oneOf([
  ...Object.keys(names),
  'imagestreams',
  'imagestreamtags',
  'imagetags',
]).chain((plural) =>
  fc
    .tuple(namespace, fc.option(fc.tuple(names[plural] ?? stream, subresource)))
    .map(([ns, one]) => {
      const collection = `${GROUP}/namespaces/${encode(ns)}/${plural}`
      return one ? `${collection}/${encode(one[0])}${one[1]}` : collection
    }),
)
const path = fc.oneof(
  { weight: 12, arbitrary: inNamespace },
  { weight: 2, arbitrary: oneOf(Object.keys(names)).map((plural) => `${GROUP}/${plural}`) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(oneOf(['images', 'imagesignatures']), fc.option(fc.oneof(fc.constant(IMAGE), hostile)))
      .map(([plural, name]) => `${GROUP}/${plural}${name === null ? '' : `/${encode(name)}`}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        oneOf([
          ...['/api/v1/namespaces', '/apis/project.openshift.io/v1/projects'],
          ...['/api/v1/namespaces/fuzz/secrets', '/apis/user.openshift.io/v1/users'],
        ]),
        fc.option(fc.oneof(oneOf(['fuzz', '~', 'none']), hostile)),
      )
      .map(([collection, name]) => collection + (name === null ? '' : `/${encode(name)}`)),
  },
  {
    weight: 1,
    arbitrary: oneOf([
      ...['/api', '/apis', '/api/v1', GROUP, '/apis/image.openshift.io', '/version', '/openapi/v2'],
      ...['/openapi/v3', '/apis/project.openshift.io/v1/projectrequests', '/readyz', '/livez'],
      ...['/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', '/apis/nothing.test/v1'],
      ...['/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', `${GROUP}/nothing`, '/api/v2'],
    ]),
  },
)

const selector = oneOf(['app=web', 'a in (b,c)', '!app', 'a==', ',', 'metadata.name=app', 'x y'])
const revision = oneOf(['0', '1', '1001', 'abc', '-1', ''])
const flag = oneOf(['true', 'false', '1', 'yes', ''])
const number = oneOf(['0', '1', '3', '-1', 'abc', '1e3', ''])
/** @type {[string, import('fast-check').Arbitrary<string>][]} */
const parameters = [
  ...pairs(['labelSelector', 'fieldSelector'], selector),
  ...pairs(['resourceVersion'], revision),
  ...pairs(['watch', 'pretty', 'allowWatchBookmarks', 'sendInitialEvents', 'force'], flag),
  ...pairs(['orphanDependents', 'includeUninitialized'], flag),
  ...pairs(['limit', 'gracePeriodSeconds'], number),
  ...pairs(['continue', 'fieldManager'], hostile),
  ...pairs(['dryRun'], oneOf(['All', 'Some', ''])),
  ...pairs(['fieldValidation'], oneOf(['Ignore', 'Warn', 'Strict', 'Other'])),
  ...pairs(['resourceVersionMatch'], oneOf(['Exact', 'NotOlderThan', 'Other'])),
  ...pairs(['propagationPolicy'], oneOf(['Orphan', 'Background', 'Foreground', 'Other'])),
  ...pairs(['includeObject'], oneOf(['None', 'Object', 'Metadata', 'Other'])),
]
const parameter = oneOf(parameters).chain(([name, value]) =>
  fc
    .oneof({ weight: 6, arbitrary: value }, hostile)
    .map((text) => /** @type {[string, string]} */ ([name, text])),
)

const accept = oneOf([
  ...['application/json', '*/*', 'application/yaml', 'text/html', 'nonsense', ''],
  ...['application/vnd.kubernetes.protobuf', 'application/json;q=0, */*', 'application/json;as=X'],
  ...['Table', 'PartialObjectMetadata', 'PartialObjectMetadataList'].map(
    (as) => `application/json;as=${as};g=meta.k8s.io;v=v1`,
  ),
])
const type = oneOf([
  ...['application/json', 'application/json', 'application/json', 'application/yaml', 'text/plain'],
  ...['json-patch+json', 'merge-patch+json', 'strategic-merge-patch+json', 'apply-patch+yaml'].map(
    (patch) => `application/${patch}`,
  ),
  'application/vnd.kubernetes.protobuf',
])

const kind = oneOf([
  ...['ImageStream', 'ImageStreamTag', 'ImageTag', 'ImageStreamMapping', 'ImageStreamImport'],
  ...['Image', 'Namespace', 'Secret', 'DeleteOptions', 'ImageSignature', 'Nothing'],
])
const from = fc.record({
  kind: oneOf(['DockerImage', 'ImageStreamTag', 'ImageStreamImage', 'Other', '']),
  // A name that no registry has: imports fail at once, without the network.
  name: fc.oneof(oneOf(['127.0.0.1:1/team/app:1', 'app:v1', 'latest', `app@${IMAGE}`]), hostile),
})
const labels = fc.dictionary(
  fc.oneof({ weight: 15, arbitrary: oneOf(['app', 'a.test/b']) }, hostile),
  fc.oneof({ weight: 15, arbitrary: oneOf(['web', '', 'b']) }, hostile),
  { maxKeys: 2 },
)
const tagSpec = fc.record(
  {
    name: tag,
    from: fc.option(from),
    reference: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, fc.boolean()),
    generation: oneOf([0, 1, -1, 1e20]),
    importPolicy: fc.record({
      scheduled: fc.boolean(),
      importMode: oneOf(['Legacy', 'PreserveOriginal', 'x']),
    }),
    referencePolicy: fc.record({ type: oneOf(['Source', 'Local', 'Other', '']) }),
    annotations: labels,
  },
  { requiredKeys: ['name', 'reference'] },
)
const metadata = fc.record(
  {
    name: fc.oneof(stream, tagOf, fc.constant(IMAGE)),
    namespace,
    generateName: fc.constant('made-'),
    labels,
    annotations: fc.option(labels),
    resourceVersion: revision,
    uid: hostile,
    finalizers: fc.array(hostile, { maxLength: 1 }),
  },
  { requiredKeys: [] },
)
const object = fc.record(
  {
    apiVersion: oneOf(['image.openshift.io/v1', 'image.openshift.io/v1', 'v1', 'other/v1', '']),
    kind,
    metadata,
    spec: fc.record({ tags: fc.array(tagSpec, { maxLength: 3 }), import: fc.boolean() }),
    tag: fc.oneof(tagSpec, tag),
    image: fc.record({
      metadata: fc.oneof(fc.constant({ name: IMAGE }), metadata),
      dockerImageReference: fc.oneof(fc.constant('registry.soak.test/a/b'), hostile),
      dockerImageMetadata: fc.option(fc.object({ maxDepth: 2 })),
    }),
    status: fc.object({ maxDepth: 2 }),
    preconditions: fc.record({ uid: hostile, resourceVersion: revision }),
    propagationPolicy: hostile,
    unknown: fc.anything({ maxDepth: 2 }),
  },
  { requiredKeys: ['apiVersion', 'kind', 'metadata'] },
)
const pointer = oneOf([
  '/metadata/labels/a',
  '/spec/tags/0',
  '/spec/tags/-',
  '/tag',
  '',
  'x',
  '/~2',
])
const patch = fc.array(
  fc.record(
    {
      op: oneOf(['add', 'remove', 'replace', 'test', 'move', 'copy', 'other']),
      path: pointer,
      from: pointer,
      value: fc.oneof(tagSpec, fc.jsonValue({ maxDepth: 2 })),
    },
    { requiredKeys: ['op', 'path'] },
  ),
  { maxLength: 3 },
)
const body = fc.oneof(
  { weight: 8, arbitrary: object.map((value) => JSON.stringify(value)) },
  { weight: 2, arbitrary: patch.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: oneOf(['', '{', '[]', 'null', '{"a":1,"a":2}', 'a: [b', '[['.repeat(5e3)]),
  },
)

const loose = fc.record({
  method: oneOf([
    ...['GET', 'GET', 'GET', 'POST', 'POST', 'PUT', 'PUT', 'PATCH', 'PATCH', 'DELETE'],
    ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'PROPFIND'],
  ]),
  path,
  query: /** @type {import('fast-check').Arbitrary<[string, string][]>} */ (
    fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 3, arbitrary: fc.array(parameter, { maxLength: 4 }) },
    )
  ),
  headers: fc.record(
    {
      accept,
      'content-type': type,
      'accept-encoding': oneOf(['gzip', 'identity', 'br', '*;q=0']),
      'content-encoding': oneOf(['identity', 'gzip']),
      'user-agent': oneOf(['', 'kubectl/v1.30', 'a'.repeat(2000)]),
      'impersonate-user': fc.constant('other'),
    },
    { requiredKeys: ['content-type'] },
  ),
  body: fc.option(body, { nil: undefined, freq: 6 }),
})

/**
 * Any request: most of them such that a server goes into what they ask, the others however they fall.
 *
 * @type {import('fast-check').Arbitrary<FuzzRequest>}
 */
export const anyRequest = fc
  .tuple(loose, oneOf([true, true, true, false]))
  .map(([request, isFitting]) => (isFitting ? fitting(request) : request))

/**
 * @param {string[]} named
 * @param {import('fast-check').Arbitrary<string>} value
 * @returns {[string, import('fast-check').Arbitrary<string>][]}
 */
function pairs(named, value) {
  return named.map((name) => [name, value])
}

/** Escaped where a request line needs it; what is escaped already stays. @param {string} text */
function encode(text) {
  return /^[\x21-\x7e]*$/.test(text) && !/[?#]/.test(text)
    ? text
    : encodeURIComponent(Buffer.from(text).toString())
}
