import { RhUiDownloadIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-download-icon'
import { RhUiZoomInIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-zoom-in-icon'
import { RhUiZoomOutIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-zoom-out-icon'
import { download } from '@/ui/download'
import { Menu } from '@/ui/menu'
import type { PlacedGraph } from './graph-placement'
import { graphPng } from './graph-png'
import { pagePalette } from './graph-strokes'
import { graphSvg } from './graph-svg'
import styles from './reference-graph-view.module.css'

/** What is done with the whole drawing: zoomed, fitted, saved. */
export function GraphControls({
  placed,
  namespace,
  name,
  zoom,
  fitAll,
}: {
  placed: PlacedGraph
  namespace: string
  /** Of what is saved. */
  name: string
  zoom: (direction: 1 | -1) => void
  fitAll: () => void
}) {
  return (
    <>
      <IconButton label="Zoom in" onClick={() => zoom(1)}>
        <RhUiZoomInIcon className="ts-i" />
      </IconButton>
      <IconButton label="Zoom out" onClick={() => zoom(-1)}>
        <RhUiZoomOutIcon className="ts-i" />
      </IconButton>
      <button type="button" className="ts-ctl" onClick={fitAll}>
        Fit
      </button>
      <ExportMenu placed={placed} namespace={namespace} name={name} />
    </>
  )
}

function IconButton({
  label,
  onClick,
  children,
}: {
  label: string
  onClick: () => void
  children: React.ReactNode
}) {
  return (
    <button
      type="button"
      className={`ts-iconbtn ${styles.zoom}`}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

/** The whole drawing as a file, as it is folded and filtered now. */
function ExportMenu({
  placed,
  namespace,
  name,
}: {
  placed: PlacedGraph
  namespace: string
  name: string
}) {
  async function savePng() {
    const blob = await graphPng(placed, namespace, pagePalette())
    if (blob) download(`${name}-graph.png`, new Uint8Array(await blob.arrayBuffer()))
  }
  return (
    <Menu
      label="Save the drawing"
      className={`ts-iconbtn ${styles.zoom}`}
      items={[
        {
          label: 'As SVG',
          onSelect: () => download(`${name}-graph.svg`, graphSvg(placed, namespace, pagePalette())),
        },
        { label: 'As PNG', onSelect: () => void savePng() },
      ]}
    >
      <RhUiDownloadIcon className="ts-i" />
    </Menu>
  )
}
