import { isObject } from '@/domain/untrusted'
import { RegistryError } from './registry-error'

type Json = Record<string, unknown>
type Type = 'text' | 'texts' | 'map' | 'textMap'

/** What the API server reads of a configuration, and of which type it must be; all of it may be missing or null. */
const TOP: Readonly<Record<string, Type>> = {
  created: 'text',
  author: 'text',
  architecture: 'text',
  os: 'text',
  parent: 'text',
  comment: 'text',
  container: 'text',
  docker_version: 'text',
}
const RUN: Readonly<Record<string, Type>> = {
  Hostname: 'text',
  Domainname: 'text',
  User: 'text',
  Image: 'text',
  WorkingDir: 'text',
  Env: 'texts',
  Cmd: 'texts',
  Entrypoint: 'texts',
  OnBuild: 'texts',
  ExposedPorts: 'map',
  Volumes: 'map',
  Labels: 'textMap',
}

/** Throws the RegistryError of a text that is no image configuration: no JSON object, or of other types. */
export function assertConfig(text: string): void {
  const config = parsed(text)
  if (!config)
    throw new RegistryError('unusable', 'the configuration of the image is no JSON object')
  check(config, TOP, 'DockerImage')
  for (const member of ['config', 'container_config']) {
    const part = config[member]
    if (part === undefined || part === null) continue
    if (!isObject(part) || Array.isArray(part)) throw mistyped(`DockerImage.${member}`, part)
    check(part as Json, RUN, `DockerConfig`)
  }
}

function parsed(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) && !Array.isArray(value) ? (value as Json) : undefined
  } catch {
    return undefined
  }
}

function check(object: Json, types: Readonly<Record<string, Type>>, where: string): void {
  for (const [member, type] of Object.entries(types)) {
    const value = object[member]
    if (value === undefined || value === null || isOf(value, type)) continue
    throw mistyped(`${where}.${member}`, value)
  }
}

function isOf(value: unknown, type: Type): boolean {
  const isText = (item: unknown) => typeof item === 'string'
  if (type === 'text') return isText(value)
  if (type === 'texts') return Array.isArray(value) && value.every(isText)
  if (!isObject(value) || Array.isArray(value)) return false
  return type === 'map' || Object.values(value).every(isText)
}

function mistyped(field: string, value: unknown): RegistryError {
  const type = Array.isArray(value) ? 'array' : typeof value
  return new RegistryError(
    'unusable',
    `json: cannot unmarshal ${type} into Go struct field ${field}`,
  )
}
