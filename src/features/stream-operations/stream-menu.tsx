import { AngleDownIcon } from '@patternfly/react-icons/dist/esm/icons/angle-down-icon'
import { RhUiEllipsisVerticalIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-ellipsis-vertical-icon'
import { useState } from 'react'
import { missingRightsText, type Right } from '@/domain/right'
import { useMissingRights } from '@/queries/missing-rights'
import { Menu, type MenuItem } from '@/ui/menu'
import type { AskedStreamOperation } from './asked-operation'

/** What can be done with a stream, behind a kebab in a row or a button in a head. */
export function StreamMenu({
  kind,
  namespace,
  stream,
  localLookup,
  onAsk,
  first = [],
}: {
  kind: 'row' | 'head'
  namespace: string
  stream: string
  localLookup: boolean
  onAsk: (asked: AskedStreamOperation) => void
  /** Further things to do, from other features; they come first. */
  first?: MenuItem[]
}) {
  const [isAsked, setIsAsked] = useState(false)
  const rights = [
    { verb: 'patch', resource: 'imagestreams', namespace, name: stream },
    { verb: 'delete', resource: 'imagestreams', namespace, name: stream },
  ] satisfies Right[]
  // A list has a menu in each row: the rights are asked for when one opens.
  const missing = useMissingRights(rights, isAsked)
  const lacks = (verb: string) => missing.filter((right) => right.verb === verb)
  const item = (label: string, what: 'lookup' | 'metadata' | 'delete', verb: string): MenuItem => {
    const reason = missingRightsText(lacks(verb))
    return {
      label,
      onSelect: () => onAsk({ kind: what, namespace, stream }),
      ...(reason !== '' && { disabledReason: reason }),
    }
  }
  const items = [
    ...first,
    item('Labels and annotations…', 'metadata', 'patch'),
    item(`Switch local lookup ${localLookup ? 'off' : 'on'}…`, 'lookup', 'patch'),
    { ...item('Delete…', 'delete', 'delete'), isDanger: true, isApart: true },
  ]
  return kind === 'row' ? (
    <Menu
      label={`Actions for ${stream}`}
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
