import { AngleDownIcon } from '@patternfly/react-icons/dist/esm/icons/angle-down-icon'
import { RhUiEllipsisVerticalIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-ellipsis-vertical-icon'
import { useState } from 'react'
import { missingRightsText, type Right } from '@/domain/right'
import type { TagRow } from '@/domain/stream-row'
import { useMissingRights } from '@/queries/missing-rights'
import { Menu, type MenuItem } from '@/ui/menu'
import type { AskedTagOperation } from './asked-operation'

interface TagMenuProps {
  namespace: string
  stream: string
  tag: TagRow
  /** Whether it has a source that it could take again. */
  canResume: boolean
  onAsk: (asked: AskedTagOperation) => void
  onRetarget: () => void
  /** Further things to do, from other features; they come after the first. */
  more?: MenuItem[]
}

/** What can be done with a tag, behind a kebab in a row or a button in a head. */
export function TagMenu({ kind, ...props }: TagMenuProps & { kind: 'row' | 'head' }) {
  const [isAsked, setIsAsked] = useState(false)
  const items = useTagMenuItems(props, isAsked)
  return kind === 'row' ? (
    <Menu
      label={`Actions for ${props.tag.name}`}
      className="ts-iconbtn ts-iconbtn--s"
      items={items}
      onOpen={() => setIsAsked(true)}
    >
      <RhUiEllipsisVerticalIcon className="ts-i" />
    </Menu>
  ) : (
    <Menu
      label="Actions"
      className="pf-v6-c-button pf-m-secondary ts-btn is-menu"
      items={items}
      onOpen={() => setIsAsked(true)}
    >
      Actions
      <AngleDownIcon className="ts-i" />
    </Menu>
  )
}

/** What the menu of a tag offers. The rights are asked for when `isAsked`: a list has a menu in each row. */
export function useTagMenuItems(props: TagMenuProps, isAsked: boolean): MenuItem[] {
  const { namespace, stream, tag, canResume, onAsk, onRetarget, more = [] } = props
  const name = `${stream}:${tag.name}`
  const resource = 'imagestreamtags'
  const rights = {
    change: { verb: 'patch', resource, namespace, name },
    create: { verb: 'create', resource, namespace },
    untrack: { verb: 'patch', resource: 'imagetags', namespace, name },
    remove: { verb: 'delete', resource, namespace, name },
  } satisfies Record<string, Right>
  const missing = useMissingRights(Object.values(rights), isAsked)
  const lacks = (right: Right) =>
    missing.some((each) => each.verb === right.verb && each.resource === right.resource)
      ? missingRightsText([right])
      : ''
  const ask = (kind: AskedTagOperation['kind']) => () =>
    onAsk({ kind, namespace, stream, tag: tag.name })
  const holds = tag.latest ? '' : 'It holds no image.'
  const older = tag.revisions > 1 ? '' : 'Its history has nothing older.'
  const follows = tag.spec ? '' : 'It follows nothing.'

  return [
    item('Retarget…', onRetarget, [lacks(rights.change)], 'e'),
    ...more,
    item('Promote or copy…', ask('copy'), [holds], 'p'),
    item('Roll back…', ask('rollBack'), [lacks(rights.change), older], 'r'),
    item('Add an alias…', ask('alias'), [lacks(rights.create)]),
    item('Pin to its image…', ask('pin'), [lacks(rights.change), holds]),
    ...(canResume ? [item('Follow again…', ask('resume'), [lacks(rights.change)])] : []),
    item('Untrack…', ask('untrack'), [lacks(rights.untrack), follows]),
    {
      ...item('Delete…', ask('delete'), [lacks(rights.remove)]),
      isDanger: true,
      isApart: true,
    },
  ]
}

/** An item, closed for the first of the reasons that is one. */
function item(label: string, onSelect: () => void, reasons: string[], shortcut?: string): MenuItem {
  const reason = reasons.find((text) => text !== '')
  return {
    label,
    onSelect,
    ...(shortcut !== undefined && { shortcut }),
    ...(reason !== undefined && { disabledReason: reason }),
  }
}
