import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { FailingTag } from '@/domain/failing-tags'
import { pointsAtSentence } from '@/domain/tracking'
import { readable } from '@/domain/untrusted'
import { imageStreamsPath, tagPath } from '@/paths'
import { CopyButton } from '@/ui/copy-button'
import { RelativeTime } from '@/ui/relative-time'
import type { TableColumn } from '@/ui/table-column'
import { Truncate } from '@/ui/truncate'
import styles from './failures.module.css'

/** The columns of a table of failures. The project has one of its own where there are several. */
export function failureColumns(
  withProject: boolean,
  action: (failure: FailingTag) => ReactNode,
): TableColumn<FailingTag>[] {
  const columns: TableColumn<FailingTag>[] = [
    {
      key: 'tag',
      title: 'Tag',
      className: `c-name ${styles.tag}`,
      isSortable: true,
      cell: (row) => <TagName row={row} withProject={withProject} />,
    },
    {
      key: 'project',
      title: 'Project',
      className: 'c-wide w-ns',
      isSortable: true,
      cell: ({ stream }) => (
        <Link className="ts-link ts-trunc" to={imageStreamsPath(stream.namespace)}>
          {stream.namespace}
        </Link>
      ),
    },
    {
      key: 'source',
      title: 'Source, and what the server said',
      className: `c-rest ${styles.said}`,
      isSortable: true,
      cell: (row) => <Said row={row} />,
    },
    {
      key: 'since',
      title: 'Failing since',
      order: ['Oldest first', 'Newest first'],
      className: `c-state ${styles.since}`,
      isSortable: true,
      cell: ({ failure, isRetried }) => (
        <>
          <RelativeTime at={failure.since} />
          <div className="ts-sub">{isRetried ? 'retried on schedule' : 'not retried'}</div>
        </>
      ),
    },
    {
      key: 'action',
      title: 'Action',
      className: `c-more c-num ${styles.action}`,
      cell: action,
    },
  ]
  return withProject ? columns : columns.filter(({ key }) => key !== 'project')
}

function TagName({ row: { stream, tag }, withProject }: { row: FailingTag; withProject: boolean }) {
  const { namespace, name } = stream
  const of = withProject ? `${namespace}/${name}` : name
  return (
    <div className="ts-namebox">
      <Link className="ts-name ts-trunc" to={tagPath(namespace, name, tag.name)}>
        <Truncate text={tag.name} at="middle" />
      </Link>
      <div className="ts-subrepo">
        <span className="ts-mono ts-trunc" title={of}>
          {of}
        </span>
        <CopyButton text={`${name}:${tag.name}`} label={`Copy name of ${name}:${tag.name}`} />
      </div>
    </div>
  )
}

function Said({ row: { stream, tag, failure } }: { row: FailingTag }) {
  const { target } = pointsAtSentence(tag, { namespace: stream.namespace, stream: stream.name })
  return (
    <>
      <div className="ts-mono">
        {target === '' ? <span className="ts-muted">no source</span> : <Truncate text={target} />}
      </div>
      {failure.message !== '' && (
        <p className={styles.message} title={readable(failure.message)}>
          {readable(failure.message)}
        </p>
      )}
    </>
  )
}
