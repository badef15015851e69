import { RhUiAddCircleIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-add-circle-icon'
import { RhUiCopyIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-copy-icon'
import { RhUiTagIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-tag-icon'
import { useQuery } from '@tanstack/react-query'
import { missingRightsText, type Right } from '@/domain/right'
import { type TagRow, toStreamRow } from '@/domain/stream-row'
import { canResume } from '@/domain/tag-operations/pin-tag'
import { seenTag } from '@/domain/tag-operations/seen-tag'
import type { PaletteCommand } from '@/features/search/palette-command'
import { useTagMenuItems } from '@/features/tag-operations/tag-menu'
import { imageStreamQueries } from '@/queries/image-streams'
import { useMissingRights } from '@/queries/missing-rights'
import { useToasts } from '@/ui/toasts'
import type { AskedDialog } from './asked-dialogs'
import type { RecentPlace } from './place'

/** A tag that is not there (any more): nothing can be done with it. */
const noTag: TagRow = { name: '', spec: null, latest: null, revisions: 0, failure: null }

/** What the menu calls it, before the tag's name, and what else people do. */
const called: Record<string, { title: string; words: string }> = {
  'Retarget…': { title: 'Retarget', words: 'edit move point change from' },
  'Promote or copy…': { title: 'Promote or copy', words: 'oc tag' },
  'Roll back…': { title: 'Roll back', words: 'rollback undo previous revert' },
  'Add an alias…': { title: 'Add an alias of', words: 'new follow' },
  'Pin to its image…': { title: 'Pin to its image:', words: 'freeze digest' },
  'Follow again…': { title: 'Follow again:', words: 'resume track unpin' },
  'Untrack…': { title: 'Untrack', words: 'unpin stop following' },
  'Delete…': { title: 'Delete', words: 'remove rm' },
}

/** What can be done with the stream and the tag that are open; none where no stream is. */
export function useTagActions(
  { namespace, stream, tag }: RecentPlace,
  onAsk: (dialog: AskedDialog) => void,
): PaletteCommand[] {
  const { data } = useQuery({
    ...imageStreamQueries.detail(namespace, stream),
    enabled: stream !== '',
  })
  const { addToast } = useToasts()
  const row = data && toStreamRow(data)
  const open = row?.tags.find(({ name }) => name === tag)
  const seen = data && open && seenTag(data, tag)
  const create: Right = { verb: 'create', resource: 'imagestreamtags', namespace }
  const missing = useMissingRights([create], stream !== '')
  const items = useTagMenuItems(
    {
      namespace,
      stream,
      tag: open ?? noTag,
      canResume: seen !== undefined && canResume(seen),
      onAsk: (asked) => onAsk({ kind: 'tag', asked }),
      onRetarget: () => onAsk({ kind: 'retarget', namespace, stream, tag }),
    },
    open !== undefined,
  )
  if (!row) return []

  const name = open ? `${stream}:${tag}` : stream
  const ofTag = items.map(
    ({ label, onSelect, disabledReason }): PaletteCommand => ({
      id: `tag ${label}`,
      title: `${called[label]?.title ?? label} ${name}`,
      hint: 'Looks first, writes when you say so',
      words: called[label]?.words ?? '',
      icon: <RhUiTagIcon className="ts-i" />,
      ...(onSelect && { run: onSelect }),
      ...(disabledReason !== undefined && { disabledReason }),
    }),
  )
  const add: PaletteCommand = {
    id: 'add tag',
    title: `Add a tag to ${stream}`,
    hint: 'From a registry, another tag or an image',
    words: 'new create make',
    icon: <RhUiAddCircleIcon className="ts-i" />,
    run: () => onAsk({ kind: 'tag', asked: { kind: 'add', namespace, stream } }),
    ...(missing.length > 0 && { disabledReason: missingRightsText(missing) }),
  }
  const repository = row.publicRepository || row.repository
  const spec = open ? `${repository}:${tag}` : repository
  const copy: PaletteCommand = {
    id: 'copy pull spec',
    title: `Copy pull spec of ${name}`,
    hint: spec,
    words: 'address url docker podman',
    icon: <RhUiCopyIcon className="ts-i" />,
    run: () => {
      navigator.clipboard.writeText(spec).then(
        () => addToast({ kind: 'ok', title: 'Copied', body: spec }),
        () => addToast({ kind: 'bad', title: 'The browser does not let us copy', body: spec }),
      )
    },
  }
  return [...(open ? ofTag : []), add, ...(repository === '' ? [] : [copy])]
}
