import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { BulkTarget } from '@/domain/bulk-target'
import type { StreamRow } from '@/domain/stream-row'
import { imageStreamQueries } from '@/queries/image-streams'
import { type Bulk, useBulkSelection } from './use-bulk'

/** A selection of streams, or of tags of many streams, in the lists that have rows for keys. */
export function useRowsBulk(namespace: string | undefined, of: 'streams' | 'tags'): Bulk {
  const { data } = useQuery(imageStreamQueries.rows(namespace))
  const rows = data?.rows
  const byKey = useMemo(() => new Map(rows?.map((row) => [row.key, row])), [rows])
  return useBulkSelection((key) => {
    if (of === 'tags') return tagTarget(byKey, key)
    const stream = byKey.get(key)
    return stream && { key, stream, tag: null }
  })
}

/** A selection of tags of one stream, whose table has their names for keys. */
export function useStreamBulk(stream: StreamRow | undefined): Bulk {
  return useBulkSelection((key) => {
    const tag = stream?.tags.find(({ name }) => name === key)
    return stream && tag && { key, stream, tag }
  })
}

/** As `tagKey` makes it: neither a uid nor a project and a name have a space in them. */
function tagTarget(byKey: ReadonlyMap<string, StreamRow>, key: string): BulkTarget | undefined {
  const space = key.indexOf(' ')
  const stream = byKey.get(key.slice(0, space))
  const name = key.slice(space + 1)
  const tag = stream?.tags.find((each) => each.name === name)
  return stream && tag && { key, stream, tag }
}
