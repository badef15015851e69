import type { Page } from '@playwright/test'
import { imageDigest } from './everything'

type AriaRole = Parameters<Page['getByRole']>[0]

/** Where on a page something is seen: the description of a term, or what has a role and a name. */
export type Place =
  | { term: string; label: string }
  | { role: AriaRole; name?: string | RegExp; text?: string | RegExp }

export interface Seen {
  /** Which of the addresses of `pages` it is on. */
  on: keyof typeof pages
  at: Place
  /** What stands there of the value, or the moment that a time there is of. */
  shows: string | RegExp | { time: string }
  /** A summary to open first. */
  behind?: string
}

/** How the field is set: a control of the dialog "Retarget", and what it holds. */
export interface Control {
  role: AriaRole
  name: string | RegExp
  holds: string | boolean
}

export interface FieldPlace {
  seen: Seen
  control?: Control
}

const stream = '/ns/shop/image-streams/web'

export const pages = {
  overview: `${stream}/tags/prod`,
  platforms: `${stream}/tags/many`,
  layers: `${stream}/tags/prod?tab=layers`,
  configuration: `${stream}/tags/prod?tab=configuration`,
  manifests: `${stream}/tags/prod?tab=manifests`,
  signatures: `${stream}/tags/prod?tab=signatures`,
  history: `${stream}/tags/prod?tab=history`,
  stream: `${stream}?tab=details`,
} as const

const behaves = (term: string, shows: Seen['shows']): Seen => ({
  on: 'overview',
  at: { term, label: 'How it behaves' },
  shows,
})
const state = (term: string, shows: Seen['shows']): Seen => ({
  on: 'overview',
  at: { term, label: 'State of the tag' },
  shows,
})
const summary = (term: string, shows: Seen['shows']): Seen => ({
  on: 'overview',
  at: { term, label: 'Image' },
  shows,
})
const kept = (term: string, shows: Seen['shows'], behind?: string): Seen => ({
  on: 'configuration',
  at: { term, label: 'How the API keeps the image' },
  shows,
  ...(behind === undefined ? {} : { behind }),
})
const layer = (shows: Seen['shows']): Seen => ({
  on: 'layers',
  at: { role: 'row', text: 'COPY app /app' },
  shows,
})
const platform = (shows: Seen['shows']): Seen => ({
  on: 'platforms',
  at: { role: 'row', text: 'linux/arm64' },
  shows,
})
const signature = (shows: Seen['shows'], behind?: string): Seen => ({
  on: 'signatures',
  at: { role: 'article' },
  shows,
  ...(behind === undefined ? {} : { behind }),
})

/** The fields of a tag reference: `tag` of an ImageStreamTag, `spec` of an ImageTag. */
const reference = (path: string): Record<string, FieldPlace> => ({
  [path]: { seen: behaves('Source', 'registry.example.com/team/web:1.0') },
  [`${path}.annotations`]: {
    seen: state('Annotations', 'owner=maria'),
    control: { role: 'textbox', name: 'Value of annotation owner', holds: 'maria' },
  },
  [`${path}.from`]: {
    seen: behaves('Source', 'registry.example.com/team/web:1.0'),
    control: { role: 'combobox', name: /^Point at/, holds: 'registry.example.com/team/web:1.0' },
  },
  [`${path}.generation`]: {
    seen: state('Generation', 'Wanted 5'),
    control: { role: 'checkbox', name: /^Take the source once more/, holds: true },
  },
  [`${path}.importPolicy`]: { seen: behaves('Scheduled', 'On') },
  [`${path}.importPolicy.insecure`]: {
    seen: behaves('Insecure', 'Yes'),
    control: { role: 'checkbox', name: /^Insecure/, holds: true },
  },
  [`${path}.importPolicy.scheduled`]: {
    seen: behaves('Scheduled', 'On'),
    control: { role: 'checkbox', name: /^Scheduled/, holds: true },
  },
  [`${path}.name`]: { seen: { on: 'overview', at: { role: 'heading' }, shows: 'web:prod' } },
  [`${path}.reference`]: {
    seen: behaves('Reference', 'Yes'),
    control: { role: 'checkbox', name: /^Only name it \(reference\)/, holds: true },
  },
  [`${path}.referencePolicy`]: { seen: behaves('Reference policy', 'Local') },
  [`${path}.referencePolicy.type`]: {
    seen: behaves('Reference policy', 'Local'),
    control: { role: 'radio', name: /^Through the internal registry/, holds: true },
  },
})

const digestOf = (letter: string) => letter.repeat(8)

/** What is of the image, and the same in both kinds. */
const image: Record<string, FieldPlace> = {
  '.image': { seen: summary('Digest', imageDigest.slice(7, 15)) },
  '.image.apiVersion': { seen: kept('Object', 'of image.openshift.io/v1') },
  '.image.dockerImageConfig': {
    seen: { on: 'layers', at: { role: 'row' }, shows: 'COPY app /app' },
  },
  '.image.dockerImageLayers': { seen: summary('Size', 'in 1 layer') },
  '.image.dockerImageLayers[]': { seen: layer(digestOf('b')) },
  '.image.dockerImageLayers[].mediaType': { seen: layer(/OCI layer/i) },
  '.image.dockerImageLayers[].name': { seen: layer(digestOf('b')) },
  '.image.dockerImageLayers[].size': { seen: layer('2.0 MB') },
  '.image.dockerImageManifest': {
    seen: { on: 'manifests', at: { role: 'main' }, shows: 'schemaVersion' },
  },
  '.image.dockerImageManifestMediaType': { seen: summary('Format', 'OCI manifest') },
  '.image.dockerImageMetadata': {
    seen: {
      on: 'configuration',
      at: { term: 'Author', label: 'About the image' },
      shows: 'Ada of Acme',
    },
  },
  '.image.dockerImageMetadataVersion': { seen: kept('Metadata version', '1.0') },
  '.image.dockerImageReference': {
    seen: kept('Reference', 'registry.example.com/team/web@sha256:'),
  },
  '.image.dockerImageSignatures': {
    seen: kept('Schema 1 signatures', 'c2NoZW1hIDE=', 'Show 1, in base64'),
  },
  '.image.kind': { seen: kept('Object', 'Image of') },
  '.image.metadata': { seen: kept('Object annotations', 'kept=yes') },
  '.image.signatures': { seen: summary('Signatures', '1 present') },
  '.image.signatures[]': { seen: signature('not a signed message') },
  '.image.signatures[].apiVersion': { seen: signature('image.openshift.io/v1') },
  '.image.signatures[].conditions': { seen: signature('Condition Trusted') },
  '.image.signatures[].conditions[]': { seen: signature('Condition Trusted') },
  '.image.signatures[].conditions[].lastProbeTime': { seen: signature('21 Nov 2026') },
  '.image.signatures[].conditions[].lastTransitionTime': { seen: signature('20 Nov 2026') },
  '.image.signatures[].conditions[].message': { seen: signature('the key is in the vault') },
  '.image.signatures[].conditions[].reason': { seen: signature('ManuallyVerified') },
  '.image.signatures[].conditions[].status': { seen: signature('True') },
  '.image.signatures[].conditions[].type': { seen: signature('Condition Trusted') },
  '.image.signatures[].content': { seen: signature('bm90IGEgc2lnbmF0dXJl', 'Show the bytes') },
  '.image.signatures[].created': { seen: signature('19 Nov 2026') },
  '.image.signatures[].imageIdentity': { seen: signature('registry.example.com/team/web:signed') },
  '.image.signatures[].issuedBy': { seen: signature('Issued by') },
  '.image.signatures[].issuedBy.commonName': { seen: signature('signing-service') },
  '.image.signatures[].issuedBy.organization': { seen: signature('Acme Signing') },
  '.image.signatures[].issuedTo': { seen: signature('Issued to') },
  '.image.signatures[].issuedTo.commonName': { seen: signature('release-team') },
  '.image.signatures[].issuedTo.organization': { seen: signature('Acme Releases') },
  '.image.signatures[].issuedTo.publicKeyID': { seen: signature('0x685ebe62bf278440') },
  '.image.signatures[].kind': { seen: signature('ImageSignature') },
  '.image.signatures[].metadata': { seen: signature('first-signature') },
  '.image.signatures[].signedClaims': { seen: signature('claimed-by-the-api') },
  '.image.signatures[].type': { seen: signature('AtomicImageV1') },
}

const object: Record<string, FieldPlace> = {
  '.apiVersion': { seen: state('Object', 'image.openshift.io/v1') },
  '.metadata': { seen: state('Object', 'uid-of-web') },
}

/** Every field of the reference of ImageStreamTag, with where it is seen and how it is set. */
export const imageStreamTagFields: Readonly<Record<string, FieldPlace>> = {
  ...object,
  ...reference('.tag'),
  '.tag.importPolicy.importMode': {
    seen: behaves('Import mode', 'PreserveOriginal'),
    control: { role: 'radio', name: /^Keep all \(PreserveOriginal\)/, holds: true },
  },
  ...image,
  '.image.dockerImageManifests': { seen: platform('linux/arm64') },
  '.image.dockerImageManifests[]': { seen: platform('linux/arm64') },
  '.image.dockerImageManifests[].architecture': { seen: platform('arm64') },
  '.image.dockerImageManifests[].digest': { seen: platform(digestOf('d')) },
  '.image.dockerImageManifests[].manifestSize': { seen: platform('1.2 kB') },
  '.image.dockerImageManifests[].mediaType': { seen: platform(/OCI manifest/i) },
  '.image.dockerImageManifests[].os': { seen: platform('linux') },
  '.image.dockerImageManifests[].variant': { seen: platform('v8') },
  '.kind': { seen: state('Object', 'ImageStreamTag') },
  '.generation': { seen: state('Generation', 'seen 4') },
  '.conditions': { seen: state('Conditions', 'ImportSuccess') },
  '.conditions[]': { seen: state('Conditions', 'ImportSuccess is False') },
  '.conditions[].generation': { seen: state('Conditions', 'generation 5') },
  '.conditions[].lastTransitionTime': {
    seen: state('Conditions', { time: '2026-11-20T08:00:00Z' }),
  },
  '.conditions[].message': { seen: state('Conditions', 'the registry is on holiday') },
  '.conditions[].reason': { seen: state('Conditions', 'InternalError') },
  '.conditions[].status': { seen: state('Conditions', 'False') },
  '.conditions[].type': { seen: state('Conditions', 'ImportSuccess') },
  '.lookupPolicy': {
    seen: {
      on: 'stream',
      at: { term: 'Lookup policy', label: 'Stream' },
      shows: 'Local lookup is on',
    },
  },
  '.lookupPolicy.local': {
    seen: {
      on: 'stream',
      at: { term: 'Lookup policy', label: 'Stream' },
      shows: 'Local lookup is on',
    },
  },
}

/** Every field of the reference of ImageTag. */
export const imageTagFields: Readonly<Record<string, FieldPlace>> = {
  ...object,
  ...reference('.spec'),
  ...image,
  '.kind': { seen: state('Object', 'ImageTag') },
  '.status': {
    seen: {
      on: 'history',
      at: { role: 'listitem', text: 'revision 1' },
      shows: imageDigest.slice(7, 15),
    },
  },
}
