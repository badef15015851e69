import { LayerGroupIcon } from '@patternfly/react-icons/dist/esm/icons/layer-group-icon'
import { RhUiCompareIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-compare-icon'
import { RhUiErrorFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-error-fill-icon'
import { RhUiHistoryIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-history-icon'
import { RhUiKeyIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-key-icon'
import { RhUiTagIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-tag-icon'
import { RhUiTopologyIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-topology-icon'
import type { PaletteCommand } from '@/features/search/palette-command'
import {
  failuresPath,
  graphPath,
  imageStreamPath,
  imageStreamsPath,
  patterns,
  tagsPath,
} from '@/paths'
import type { Place } from './place'

/** The pages of the stream and the project that a person is in first; of each, what else people call it. */
export function palettePages({ namespace, stream }: Place): PaletteCommand[] {
  const everywhere = [...lists('all projects'), ...others]
  if (namespace === '') return everywhere
  const graph: PaletteCommand = {
    id: 'graph',
    title: `Graph of ${namespace}`,
    hint: 'What points at what',
    words: 'topology references follows triggers',
    icon: <RhUiTopologyIcon className="ts-i" />,
    to: graphPath(namespace),
  }
  return [...viewsOf(namespace, stream), ...lists(namespace, namespace), graph, ...everywhere]
}

function viewsOf(namespace: string, stream: string): PaletteCommand[] {
  if (stream === '') return []
  const path = imageStreamPath(namespace, stream)
  return [
    {
      id: 'stream history',
      title: `History of ${stream}`,
      hint: 'All its tags on one time line',
      words: 'revisions changes log',
      icon: <RhUiHistoryIcon className="ts-i" />,
      to: `${path}?tab=history`,
    },
    {
      id: 'stream graph',
      title: `Graph of ${stream}`,
      hint: 'What its tags point at',
      words: 'topology references follows triggers',
      icon: <RhUiTopologyIcon className="ts-i" />,
      to: `${path}?tab=graph`,
    },
  ]
}

function lists(of: string, namespace?: string): PaletteCommand[] {
  const id = namespace === undefined ? 'all' : 'project'
  return [
    {
      id: `${id} streams`,
      title: `Image streams of ${of}`,
      hint: 'Page',
      words: 'list is imagestreams',
      icon: <LayerGroupIcon className="ts-i" />,
      to: imageStreamsPath(namespace),
    },
    {
      id: `${id} tags`,
      title: `Tags of ${of}`,
      hint: 'Page',
      words: 'list ist imagestreamtags',
      icon: <RhUiTagIcon className="ts-i" />,
      to: tagsPath(namespace),
    },
    {
      id: `${id} failures`,
      title: `Failures of ${of}`,
      hint: 'Imports that fail',
      words: 'failing failed imports broken errors import unauthorized',
      icon: <RhUiErrorFillIcon className="ts-i" />,
      to: failuresPath(namespace),
    },
  ]
}

const others: PaletteCommand[] = [
  {
    id: 'compare',
    title: 'Compare two images',
    hint: 'Page',
    words: 'diff difference side by side',
    icon: <RhUiCompareIcon className="ts-i" />,
    to: patterns.compare,
  },
  {
    id: 'keys',
    title: 'Keys that signatures are checked with',
    hint: 'Page',
    words: 'public pgp gpg cosign verify trust',
    icon: <RhUiKeyIcon className="ts-i" />,
    to: patterns.keys,
  },
]
