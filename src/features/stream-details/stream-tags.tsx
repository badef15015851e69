import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { parseAccessoryTag } from '@/domain/accessory-tag'
import type { StreamRow, TagRow } from '@/domain/stream-row'
import type { TagState } from '@/domain/tag-state'
import { tagPath } from '@/paths'
import { imageStreamLayersQueries } from '@/queries/image-stream-layers'
import { EmptyNote } from '@/ui/empty-note'
import { useNow } from '@/ui/now'
import { useTextParam } from '@/ui/search-params'
import type { ListBulk } from '@/ui/selection'
import type { Sort } from '@/ui/sort-param'
import { SortSelect } from '@/ui/sort-select'
import { VirtualTable } from '@/ui/virtual-table'
import styles from './stream-tags.module.css'
import { tagColumns } from './tag-columns'
import {
  filterTags,
  imageSizes,
  sameImageNames,
  sortTags,
  type TagLine,
  tagLines,
} from './tag-lines'

const rowKey = ({ tag }: TagLine) => tag.name

/** The tags of a stream [P2]: spec and status together, in the cluster's order (S-1, S-6). */
export function StreamTags({
  row,
  signed,
  menu,
  keys,
  bulk,
}: {
  row: StreamRow
  /** Whether the tag's image is signed, in a word; the same function each time. */
  signed: (tag: TagRow, row: StreamRow) => ReactNode
  /** What can be done with a tag. */
  menu: (tag: TagRow, state: TagState) => ReactNode
  /** The same by single keys. Keep both for as long as nothing changes: rows are drawn by them. */
  keys: Readonly<Record<string, (tag: TagRow) => void>>
  bulk: ListBulk
}) {
  const [text, setText] = useTextParam('q')
  const [sort, setSort] = useTextParam('sort')
  const wanted = useDeferredValue(text)
  const now = useNow()
  const navigate = useNavigate()
  const { namespace, name: stream } = row
  const { data: layers } = useQuery(imageStreamLayersQueries.detail(namespace, stream))

  const sizes = useMemo(() => imageSizes(layers ?? undefined), [layers])
  const accessories = useMemo(() => row.tags.filter((tag) => parseAccessoryTag(tag.name)), [row])
  const lines = useMemo(() => {
    const same = sameImageNames(row.tags)
    return tagLines(row, same, sizes, now)
  }, [row, sizes, now])
  const shown = useMemo(() => sortTags(filterTags(lines, wanted), sort), [lines, wanted, sort])
  const columns = useMemo(
    () => tagColumns(namespace, stream, (tag) => signed(tag, row), menu),
    [namespace, stream, signed, row, menu],
  )
  const shownKeys = useMemo(() => shown.map(({ tag }) => tag.name), [shown])

  const order =
    sort === '' ? undefined : { key: sort.replace(/^-/, ''), isDescending: sort.startsWith('-') }
  const setOrder = ({ key, isDescending }: Sort) => setSort(isDescending ? `-${key}` : key)

  if (row.tags.length === 0) {
    return (
      <EmptyNote title="No tags yet">
        <p>
          A tag appears with the first push to the stream’s repository, or when somebody tells the
          stream to import one, for example with <code className="ts-mono">oc tag</code>.
        </p>
      </EmptyNote>
    )
  }
  return (
    <>
      <div className="ts-bar">
        <input
          className={`ts-ctl ${styles.filter}`}
          type="search"
          aria-label="Filter by tag, source or digest"
          placeholder="Filter by tag, source or digest"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <SortSelect
          columns={columns}
          sort={order}
          onSort={setOrder}
          unsorted={{ text: 'As the cluster sorts', onChoose: () => setSort('') }}
        />
        <div className="ts-bar__end is-lg">
          {sort === '' ? (
            'Order: as the cluster sorts tags'
          ) : (
            <button type="button" className="ts-linkbtn" onClick={() => setSort('')}>
              Back to the cluster’s order
            </button>
          )}
        </div>
      </div>
      {shown.length === 0 ? (
        <EmptyNote
          title="No tag matches"
          actions={
            <button type="button" className="ts-linkbtn" onClick={() => setText('')}>
              Show all tags
            </button>
          }
        >
          <p>
            No tag of {stream} has “{text.slice(0, 80)}” in its name, its source or its digest.
          </p>
        </EmptyNote>
      ) : (
        <VirtualTable<TagLine>
          caption={`Tags of ${stream}`}
          columns={columns}
          rows={shown}
          rowKey={rowKey}
          rowLabel={(line) => `${line.tag.name}, ${line.state.label}`}
          view={`${wanted} ${sort}`}
          noun={{ one: 'tag', many: 'tags' }}
          selection={bulk.selection}
          kin={(line) => line.tag.latest?.image ?? ''}
          keys={lineKeys(keys)}
          onOpen={(line) => navigate(tagPath(namespace, stream, line.tag.name))}
          {...(order && { sort: order })}
          onSort={setOrder}
        />
      )}
      {bulk.bar(shownKeys)}
      {accessories.length > 0 && wanted === '' && (
        <details className={`ts-more ${styles.folded}`}>
          <summary>
            {accessories.length === 1
              ? '1 tag of cosign is folded away'
              : `${accessories.length} tags of cosign are folded away`}
            : they belong to images of this stream.
          </summary>
          <ul>
            {accessories.map((tag) => (
              <li key={tag.name}>
                <Link
                  className="ts-link ts-mono ts-clamp"
                  to={tagPath(namespace, stream, tag.name)}
                >
                  {tag.name}
                </Link>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

/** Keys that are about tags, in rows that say more than the tag. */
function lineKeys(keys: Readonly<Record<string, (tag: TagRow) => void>>) {
  return Object.fromEntries(
    Object.entries(keys).map(([key, act]) => [key, ({ tag }: TagLine) => act(tag)]),
  )
}
