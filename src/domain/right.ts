/** Something that a person must be allowed to do, as the cluster's roles say it. */
export interface Right {
  verb: string
  resource: string
  /** image.openshift.io unless said. */
  group?: string
  subresource?: string
  /** Left out: in the whole cluster. */
  namespace?: string
  name?: string
}

/** `patch imagestreamtags in project shop`: what to ask an administrator for. */
export function rightText({ verb, resource, subresource, namespace }: Right): string {
  const what = subresource ? `${resource}/${subresource}` : resource
  return `${verb} ${what}${namespace ? ` in project ${namespace}` : ''}`
}

/** Why something is closed to who lacks these rights, in a sentence; '' for nothing missing. */
export function missingRightsText(missing: readonly Right[]): string {
  const [first] = missing
  if (!first) return ''
  const texts = [...new Set(missing.map(rightText))]
  return texts.length === 1
    ? `You lack the right to ${texts[0]}.`
    : `You lack these rights: ${texts.join(', ')}.`
}
