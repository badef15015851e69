import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PROGRAMS = ['umoci', 'skopeo', 'buildah'] as const
type Program = (typeof PROGRAMS)[number]

/** Those of the programs that the machine lacks. */
export function missingImageTools(): Program[] {
  return PROGRAMS.filter((program) => spawnSync(program, ['--version']).status !== 0)
}

/** Images as people make them: by umoci, moved and converted by skopeo, put into lists by buildah. */
export class ImageTools {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tagstream-image-tools-'))
  readonly #layout = join(this.#folder, 'layout')

  constructor() {
    this.#run('umoci', ['init', '--layout', this.#layout])
  }

  /** An OCI image of as many layers as files are named, in a layout; answers where it is. */
  make(name: string, architecture: string, files: readonly string[]): string {
    const image = `${this.#layout}:${name}`
    this.#run('umoci', ['new', '--image', image])
    for (const file of files) {
      const bundle = mkdtempSync(join(this.#folder, 'bundle-'))
      rmSync(bundle, { recursive: true })
      this.#run('umoci', ['unpack', '--rootless', '--image', image, bundle])
      mkdirSync(join(bundle, 'rootfs/app'), { recursive: true })
      writeFileSync(join(bundle, 'rootfs/app', file), `the file ${file}\n`)
      this.#run('umoci', ['repack', '--image', image, bundle])
    }
    const settings = { user: '1001', env: 'MODE=prod', cmd: '/app/serve', label: 'team=shop' }
    const words = Object.entries(settings).flatMap(([key, value]) => [`--config.${key}`, value])
    const platform = ['--architecture', architecture, '--os', 'linux']
    this.#run('umoci', ['config', '--image', image, ...words, ...platform])
    return `oci:${image}`
  }

  /** Puts it into a registry, converted to `format`. */
  push(source: string, target: string, format: 'oci' | 'v2s2' | 'v2s1'): void {
    const insecure = ['--dest-tls-verify=false', '--insecure-policy']
    this.#run('skopeo', ['copy', '-q', ...insecure, '--format', format, source, target])
  }

  /** A list of images of a registry, put into it. */
  pushList(target: string, sources: readonly string[], format: 'oci' | 'v2s2'): void {
    const list = `list-${createHash('sha256').update(target).digest('hex').slice(0, 12)}`
    const words = ['--storage-driver', 'vfs', '--root', join(this.#folder, 'storage')]
    const at = [...words, '--runroot', join(this.#folder, 'run'), 'manifest']
    const insecure = '--tls-verify=false'
    this.#run('buildah', [...at, 'create', list])
    for (const source of sources) this.#run('buildah', [...at, 'add', insecure, list, source])
    this.#run('buildah', [...at, 'push', insecure, '--all', '--format', format, list, target])
  }

  /** The digest as skopeo has it, of a manifest as the registry gives it. */
  digest(source: string): string {
    const raw = this.#run('skopeo', ['inspect', '--raw', '--tls-verify=false', source])
    const file = join(this.#folder, 'manifest.json')
    writeFileSync(file, raw)
    return this.#run('skopeo', ['manifest-digest', file]).toString().trim()
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #run(program: Program, words: readonly string[]): Buffer {
    return execFileSync(program, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  }
}
