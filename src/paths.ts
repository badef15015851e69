/** Every URL of the dashboard: the pattern that the router matches, and the builder beside it. */
export const patterns = {
  home: '/',
  allImageStreams: '/all/image-streams',
  imageStreams: '/ns/:namespace/image-streams',
  imageStream: '/ns/:namespace/image-streams/:stream',
  tag: '/ns/:namespace/image-streams/:stream/tags/:tag',
  image: '/ns/:namespace/image-streams/:stream/images/:digest',
  allTags: '/all/tags',
  tags: '/ns/:namespace/tags',
  allFailures: '/all/failures',
  failures: '/ns/:namespace/failures',
  graph: '/ns/:namespace/graph',
  compare: '/compare',
  importImage: '/import',
  keys: '/keys',
  /** Where a tab ends in which somebody signed in for the sake of another one. */
  signedIn: '/signed-in',
  /** Links to the OpenShift console keep working. */
  consoleImageStream: '/k8s/ns/:namespace/imagestreams/:name',
  consoleImageStreamTag: '/k8s/ns/:namespace/imagestreamtags/:name',
} as const

/** Half a character, which odd objects may have in a name, is in no address: it is replaced. */
const part = (text: string) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'))

/** The image streams of a project, or of all projects where none is given. */
export function imageStreamsPath(namespace?: string): string {
  return namespace ? `/ns/${part(namespace)}/image-streams` : patterns.allImageStreams
}

export function imageStreamPath(namespace: string, stream: string): string {
  return `${imageStreamsPath(namespace)}/${part(stream)}`
}

export function tagPath(namespace: string, stream: string, tag: string): string {
  return `${imageStreamPath(namespace, stream)}/tags/${part(tag)}`
}

export function imagePath(namespace: string, stream: string, digest: string): string {
  return `${imageStreamPath(namespace, stream)}/images/${part(digest)}`
}

/** Every tag of a project, or of all projects where none is given. */
export function tagsPath(namespace?: string): string {
  return namespace ? `/ns/${part(namespace)}/tags` : patterns.allTags
}

/** Imports that fail, of a project or of all projects where none is given. */
export function failuresPath(namespace?: string): string {
  return namespace ? `/ns/${part(namespace)}/failures` : patterns.allFailures
}

/** What the tags of a project point at, drawn. */
export function graphPath(namespace: string): string {
  return `/ns/${part(namespace)}/graph`
}

/** Two images side by side; each is written `project/stream:tag` or `project/stream@digest`. */
export function comparePath(left: string, right: string): string {
  const search = new URLSearchParams({ left, right })
  return `${patterns.compare}?${search}`
}

/** Import from a registry, where given into this project, and with this reference filled in. */
export function importPath(into: { namespace?: string; from?: string } = {}): string {
  const search = new URLSearchParams(into).toString()
  return search ? `${patterns.importImage}?${search}` : patterns.importImage
}
