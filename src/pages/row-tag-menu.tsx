import type { ComponentProps } from 'react'
import type { StreamRow } from '@/domain/stream-row'
import { importAgainItem, useImportAgain } from '@/features/imports/use-import-again'
import { TagMenu } from '@/features/tag-operations/tag-menu'

type Props = Omit<ComponentProps<typeof TagMenu>, 'namespace' | 'stream' | 'kind' | 'more'>

/** What can be done with a tag of a list, importing it again included [E11]. */
export function RowTagMenu({ stream, ...props }: Props & { stream: StreamRow }) {
  const again = useImportAgain(stream, props.tag.name)
  return (
    <TagMenu
      {...props}
      kind="row"
      namespace={stream.namespace}
      stream={stream.name}
      more={[importAgainItem(again)]}
    />
  )
}
