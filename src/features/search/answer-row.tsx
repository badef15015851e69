import { LayerGroupIcon } from '@patternfly/react-icons/dist/esm/icons/layer-group-icon'
import { RhUiFolderIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-folder-icon'
import { RhUiImageIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-image-icon'
import { RhUiListIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-list-icon'
import { RhUiSecurityIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-security-icon'
import { RhUiTagIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-tag-icon'
import { Fragment, type ReactNode } from 'react'
import { parseAccessoryTag } from '@/domain/accessory-tag'
import { formatCount } from '@/domain/format-count'
import { reasonWords } from '@/domain/search/search-hit'
import type { SearchQuery } from '@/domain/search/search-query'
import { matchRanges, mergeRanges } from '@/domain/search/text-match'
import { titleMarks } from '@/domain/search/title-marks'
import { streamState } from '@/domain/tag-state'
import { absoluteTime, relativeTime } from '@/domain/time'
import { pointsAtText } from '@/domain/tracking'
import { readable } from '@/domain/untrusted'
import type { Answer } from './answer'
import { Marked } from './marked'
import styles from './search-palette.module.css'

const accessoryWords = {
  signature: 'Signature',
  attestation: 'Attestation',
  sbom: 'SBOM',
  referrers: 'Referrers list',
}

/** What an answer says: what it is and where, what more there is to know of it, and why it is here. */
export function AnswerRow({
  answer,
  query,
  now,
}: {
  answer: Answer
  query: SearchQuery
  now: Date
}) {
  const { icon, title, detail, why } = lookOf(answer, query, now)
  return (
    <>
      {icon}
      <span className={styles.what}>
        <span className={styles.title}>{title}</span>
        {detail && <span className={styles.detail}>{detail}</span>}
      </span>
      {why && <span className={styles.why}>{why}</span>}
    </>
  )
}

interface Look {
  icon: ReactNode
  title: ReactNode
  detail?: ReactNode
  why?: string
}

function lookOf(answer: Answer, query: SearchQuery, now: Date): Look {
  switch (answer.kind) {
    case 'image':
      return {
        icon: <RhUiImageIcon className="ts-i" />,
        title: <MarkedDigest digest={answer.digest} query={query} />,
        detail: `in ${answer.stream.namespace}/${answer.stream.name}`,
        why: answer.tags === 0 ? 'named by the pull spec' : 'open image',
      }
    case 'stream': {
      const { stream, why } = answer
      const state = streamState(stream, now)
      return {
        icon: <LayerGroupIcon className="ts-i" />,
        title: <Title namespace={stream.namespace} stream={stream.name} tag="" query={query} />,
        detail: `${countWords(stream.tags.length, 'tag')}, ${state.label}${state.detail && `: ${state.detail}`}`,
        why: reasonWords(why),
      }
    }
    case 'tag': {
      const { stream, tag, why } = answer
      const at = { namespace: stream.namespace, stream: stream.name }
      return {
        icon: <RhUiTagIcon className="ts-i" />,
        title: <Title {...at} tag={tag.name} query={query} />,
        detail: (
          <TagDetail
            text={pointsAtText(tag, at)}
            query={query}
            time={tag.latest?.created}
            now={now}
          />
        ),
        why: reasonWords(why),
      }
    }
    case 'accessory': {
      const kind = parseAccessoryTag(answer.tag.name)?.kind ?? 'referrers'
      return {
        icon: <RhUiSecurityIcon className="ts-i" />,
        title: (
          <>
            {accessoryWords[kind]}{' '}
            <span className="ts-mono">
              <Marked text={answer.tag.name} ranges={matchRanges(answer.tag.name, query.digest)} />
            </span>
          </>
        ),
        detail: `in ${answer.stream.namespace}/${answer.stream.name}`,
        why: reasonWords(answer.why),
      }
    }
    case 'recent':
      return {
        icon:
          answer.tag === '' ? (
            <LayerGroupIcon className="ts-i" />
          ) : (
            <RhUiTagIcon className="ts-i" />
          ),
        title: <Title {...answer} query={query} />,
        why: 'looked at lately',
      }
    case 'label':
      return {
        icon: <RhUiListIcon className="ts-i" />,
        title: (
          <span className="ts-mono">
            {answer.labels.map(({ key, value }, at) => (
              <Fragment key={key}>
                {at > 0 && ','}
                {readable(key)}=
                <Marked
                  text={readable(value)}
                  ranges={matchRanges(readable(value), query.labels[at]?.value ?? '')}
                />
              </Fragment>
            ))}
          </span>
        ),
        detail: `${countWords(answer.streams, 'image stream')} with ${answer.labels.length === 1 ? 'this label' : 'these labels'}`,
        why: 'list them',
      }
    case 'project':
      return {
        icon: <RhUiFolderIcon className="ts-i" />,
        title: <Title namespace={answer.namespace} stream="" tag="" query={query} />,
        detail: countWords(answer.streams, 'image stream'),
        why: reasonWords(answer.why),
      }
    case 'command': {
      const { icon, title, hint, disabledReason } = answer.command
      const words = query.text.toLowerCase().split(/\s+/)
      const ranges = mergeRanges(words.flatMap((word) => matchRanges(title, word)))
      return {
        icon,
        title: <Marked text={title} ranges={ranges} />,
        detail: disabledReason ?? hint,
        ...(answer.alias !== '' && { why: `also called “${answer.alias}”` }),
      }
    }
    default:
      return { icon: <RhUiListIcon className="ts-i" />, title: answer.title, why: 'list them' }
  }
}

/** `project/stream:tag`, with what was found of it marked. */
function Title({
  namespace,
  stream,
  tag,
  query,
}: {
  namespace: string
  stream: string
  tag: string
  query: SearchQuery
}) {
  const parts = { namespace: readable(namespace), stream: readable(stream), tag: readable(tag) }
  const marks = titleMarks(parts, query.words)
  return (
    <bdi dir="ltr">
      <Marked text={parts.namespace} ranges={marks.namespace} />
      {stream && '/'}
      <Marked text={parts.stream} ranges={marks.stream} />
      {tag && ':'}
      <Marked text={parts.tag} ranges={marks.tag} />
    </bdi>
  )
}

function MarkedDigest({ digest, query }: { digest: string; query: SearchQuery }) {
  const start = digest.indexOf(':') + 1
  const end = start + query.digest.length
  return (
    <span className="ts-mono" title={digest}>
      <Marked text={digest} ranges={[[start, end]]} />
    </span>
  )
}

function TagDetail({
  text,
  query,
  time,
  now,
}: {
  text: string
  query: SearchQuery
  time: string | undefined
  now: Date
}) {
  const shown = readable(text)
  const wanted = sourceWords(query)
  return (
    <>
      <Marked
        text={shown}
        ranges={mergeRanges(wanted.flatMap((word) => matchRanges(shown, word)))}
      />
      {time && <span title={absoluteTime(time)}>, {relativeTime(time, now)}</span>}
    </>
  )
}

/** What of the search can be found in what a tag points at. */
function sourceWords({ words, spec, digest }: SearchQuery): string[] {
  const texts = words.map(({ text }) => text)
  if (digest !== '') texts.push(digest)
  if (spec) texts.push(`${spec.repository}${spec.tag && `:${spec.tag}`}`)
  return texts
}

function countWords(number: number, word: string): string {
  return `${formatCount(number)} ${number === 1 ? word : `${word}s`}`
}
