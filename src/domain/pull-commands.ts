import { shellCommand } from './shell-word'

export interface PullCommand {
  tool: 'podman' | 'docker' | 'skopeo' | 'oc'
  command: string
}

/** What is to be pulled, and by which name. */
export interface PulledImage {
  namespace: string
  stream: string
  tag?: string
  /** Pull by digest: this very image. Absent or '': by tag, whatever it holds then. */
  digest?: string
  /** The stream's repository as seen from where the command runs: inside or outside the cluster. */
  repository: string
  /** What to pull where the stream has no repository: the source's own name of the image. */
  reference?: string
}

/**
 * Commands to fetch or look at an image, ready to paste into a shell. Without any repository or
 * reference only `oc` remains; without a tag and a digest there is nothing to name.
 */
export function pullCommands({
  namespace,
  stream,
  tag = '',
  digest = '',
  repository,
  reference = '',
}: PulledImage): PullCommand[] {
  if (tag === '' && digest === '') return []
  const named = digest === '' ? `${repository}:${tag}` : `${repository}@${digest}`
  const image = repository === '' ? reference : named
  const object = digest === '' ? ['istag', `${stream}:${tag}`] : ['isimage', `${stream}@${digest}`]
  const pulls: PullCommand[] = [
    { tool: 'podman', command: shellCommand(['podman', 'pull', image]) },
    { tool: 'docker', command: shellCommand(['docker', 'pull', image]) },
    { tool: 'skopeo', command: shellCommand(['skopeo', 'inspect', `docker://${image}`]) },
  ]
  return [
    ...(image === '' ? [] : pulls),
    { tool: 'oc', command: shellCommand(['oc', 'get', ...object, '-n', namespace, '-o', 'yaml']) },
  ]
}
