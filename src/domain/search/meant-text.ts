/** Nobody types more, and what is pasted by mistake must not keep the page busy. */
const mostRead = 1024
/** Without width or direction of its own: it comes along from chats and PDFs, and nobody sees it. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const quotes = /^["'`“”‘’]+|["'`“”‘’,;]+$/g
/** What tools print in the place of the rest of a digest. */
const elided = /(?:…|\.{2,})$/
const programs = /^(?:docker|podman|buildah|nerdctl|crictl|skopeo|cosign|crane|oc|kubectl)$/
const verbs =
  /^(?:annotate|config|copy|create|delete|describe|digest|edit|get|history|image|import-image|info|inspect|label|manifest|pull|push|rmi|run|save|set|sign|tag|tree|verify)$/
/** A resource by each of its names; `oc` prints it before the name, with its group or without. */
const kind = '(?:is|istag|isimage|imagestream(?:tag|image)?s?)(?:\\.image\\.openshift\\.io)?'
const kindWord = new RegExp(`^${kind}$`)
const kindPrefix = new RegExp(`^${kind}/`)
/** Before an image in a file: of Kubernetes, compose, or a Dockerfile. */
const inFile = /^(?:- +)?(?:image: *|FROM +(?:--platform=\S+ +)?)/i
const otherScheme = /^(?:docker-pullable|docker-daemon|oci|https?):\/\//
const selector = /^(?:-l|--selector|labels?:)[ =]*/
const spacedLabel = /^[\w./-]+ *==? *[\w.-]*(?: *, *[\w./-]+ *==? *[\w.-]*)*$/

/**
 * What is meant by what somebody typed or pasted: of a command or a line of a file the image or the
 * name in it (`oc get istag web:1 -n shop` is `shop/web:1`), without quotes, resource kinds, elision
 * and characters that nobody sees. At most 1,024 characters of it.
 */
export function meantText(typed: string): string {
  let text = typed
    .slice(0, mostRead)
    .replace(invisible, '')
    .trim()
    .replace(/\s+/g, ' ')
    .replace(quotes, '')
    .replace(elided, '')
  if (inFile.test(text))
    text = text
      .replace(inFile, '')
      .replace(/ AS \S+$/i, '')
      .replace(quotes, '')
  text = ofCommand(text)
  text = text.replace(otherScheme, 'docker://').replace(kindPrefix, '')
  // A digest that was broken where its line ended, or after its algorithm.
  if (/^sha\d{3} ?: ?[0-9a-f ]+$/i.test(text)) return text.replaceAll(' ', '')
  return ofLabels(text)
}

function ofCommand(text: string): string {
  const tokens = text.split(' ')
  const [program = '', verb = ''] = tokens
  const isCommand = programs.test(program) && verbs.test(verb)
  const project = /(?:^| )(?:-n|--namespace)[ =]([\w-]+)/.exec(text)?.[1] ?? ''
  if (!isCommand && project === '') return text
  const rest = tokens
    .slice(isCommand ? 2 : 0)
    .filter(
      (token, at, all) => !token.startsWith('-') && !/^(?:-n|--namespace)$/.test(all[at - 1] ?? ''),
    )
    .filter((token) => !kindWord.test(token) && !verbs.test(token))
  const name = rest.find((token) => /[/:@]/.test(token)) ?? rest.at(0)
  if (name === undefined) return text
  const bare = name.replace(kindPrefix, '')
  return project === '' || bare.includes('/') ? bare : `${project}/${bare}`
}

function ofLabels(text: string): string {
  const rest = text.replace(selector, '').replace(/^labels?=(?=[^=]+=)/, '')
  const isAsked = selector.test(text)
  if (isAsked && !rest.includes('=')) return `${rest}=`
  return rest.includes('=') && spacedLabel.test(rest) ? rest.replaceAll(' ', '') : rest
}
