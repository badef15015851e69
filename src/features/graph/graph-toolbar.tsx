import { RhUiListIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-list-icon'
import { RhUiTopologyIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-topology-icon'
import { useEffect, useState } from 'react'
import { Button } from '@/ui/button'
import styles from './reference-graph-view.module.css'

/** How long typing rests before the drawing follows. */
const rest = 150

/** What of the graph is shown, and how. */
export function GraphToolbar({
  text,
  onText,
  withWorkloads,
  onWorkloads,
  withLoose,
  onLoose,
  isList,
  onList,
}: {
  text: string
  onText: (text: string) => void
  withWorkloads: boolean
  onWorkloads: (isOn: boolean) => void
  withLoose: boolean
  onLoose: (isOn: boolean) => void
  isList: boolean
  onList: (isOn: boolean) => void
}) {
  const [typed, setTyped] = useState(text)
  const wanted = typed.trim()
  useEffect(() => {
    if (wanted === text) return
    const timer = setTimeout(() => onText(wanted), rest)
    return () => clearTimeout(timer)
  })

  return (
    <search className={styles.bar}>
      <input
        type="search"
        className="ts-ctl"
        aria-label="Filter by stream, tag, source or workload"
        placeholder="Filter by stream, tag or source"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Check label="Workloads" isOn={withWorkloads} onChange={onWorkloads} />
      <Check label="Tags without edges" isOn={withLoose} onChange={onLoose} />
      <div className={styles.end}>
        <Button
          variant="secondary"
          icon={isList ? <RhUiTopologyIcon className="ts-i" /> : <RhUiListIcon className="ts-i" />}
          onClick={() => onList(!isList)}
        >
          {isList ? 'Drawing' : 'List of edges'}
        </Button>
      </div>
    </search>
  )
}

function Check({
  label,
  isOn,
  onChange,
}: {
  label: string
  isOn: boolean
  onChange: (isOn: boolean) => void
}) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}
