import { isManifestList, platform } from '@/domain/image-config'
import type { DockerConfig, Image } from '@/domain/kinds/image'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { absoluteTime } from '@/domain/time'
import { readable } from '@/domain/untrusted'
import { DescriptionRows } from '@/ui/description-rows'
import { EmptyNote } from '@/ui/empty-note'
import { PairTable } from './pair-table'
import { PlatformLinks } from './platform-links'
import { useVerifiedConfig, type VerifiedConfig } from './verified-config'

interface ImageConfigurationProps {
  namespace: string
  stream: string
  digest: string
  image: Image
  imageStream: ImageStream
}

/** What a container of the image runs with, and what the image says of itself [M2]. */
export function ImageConfiguration(props: ImageConfigurationProps) {
  const { namespace, stream, image } = props
  if (isManifestList(image)) {
    return (
      <EmptyNote title="A list of platforms has no configuration of its own">
        <p>Each platform has one.</p>
        <PlatformLinks namespace={namespace} stream={stream} image={image} tab="configuration" />
      </EmptyNote>
    )
  }
  return <KnownConfiguration {...props} />
}

function KnownConfiguration({ digest, image, imageStream }: ImageConfigurationProps) {
  const read = useVerifiedConfig({ digest, image, imageStream })
  const metadata = image.dockerImageMetadata
  const config = read.process
  if (!metadata || !config) {
    if (read.isWaiting) return <p className="ts-muted">Reading the configuration…</p>
    return (
      <EmptyNote title="The configuration of this image is not known">
        The API holds no metadata for it. That happens to images that are only named, and to
        artifacts that are not runnable images.
      </EmptyNote>
    )
  }
  const created = metadata.Created || read.config?.created
  return (
    <>
      <p className="ts-sub" role="status">
        {read.isWaiting
          ? 'Reading the configuration itself…'
          : read.config
            ? read.origin
            : 'From the API’s summary of the image. The configuration itself, which tells more, could not be had: the manifests tab says why.'}
      </p>
      <div className="ts-grid">
        <div>
          <section className="ts-sec">
            <h2>What runs</h2>
            <DescriptionRows label="What runs" rows={processRows(config, read)} />
          </section>
          <section className="ts-sec">
            <h2>
              Environment <span className="ts-count">{config.Env?.length ?? 0}</span>
            </h2>
            <PairTable
              caption="Environment"
              names={['Variable', 'Value']}
              pairs={environment(config.Env)}
              empty="No variables are set."
            />
          </section>
        </div>
        <div>
          <section className="ts-sec">
            <h2>About</h2>
            <DescriptionRows
              label="About the image"
              rows={[
                { term: 'Platform', value: platformWords(image, read) },
                {
                  term: 'Created',
                  value: created ? absoluteTime(created, 'minutes') : 'Not said',
                },
                { term: 'Author', value: metadata.Author || read.config?.author || 'Not said' },
                { term: 'Comment', value: metadata.Comment || 'None' },
                { term: 'Built with', value: builder(metadata.DockerVersion) },
                { term: 'Configuration', value: <Mono text={metadata.Id} /> },
              ]}
            />
          </section>
          <section className="ts-sec">
            <h2>
              Labels <span className="ts-count">{Object.keys(config.Labels ?? {}).length}</span>
            </h2>
            <PairTable
              caption="Labels"
              names={['Label', 'Value']}
              pairs={Object.entries(config.Labels ?? {})}
              empty="The image has no labels."
            />
          </section>
        </div>
      </div>
    </>
  )
}

function processRows(config: DockerConfig, read: VerifiedConfig) {
  // The API's summary leaves these three out: that they are absent there says nothing.
  const isKnown = read.config !== undefined
  const unknown = read.isWaiting ? '…' : 'Not known: only the configuration itself tells'
  return [
    {
      term: 'Entrypoint',
      value: <Words words={config.Entrypoint} none="None: the command runs as it is" />,
    },
    { term: 'Command', value: <Words words={config.Cmd} none="None" /> },
    { term: 'Working directory', value: <Mono text={config.WorkingDir} none="/" /> },
    { term: 'User', value: <Mono text={config.User} none="root, as no other is named" /> },
    {
      term: 'Ports',
      value: <Words words={Object.keys(config.ExposedPorts ?? {})} none="None" list />,
    },
    {
      term: 'Volumes',
      value: <Words words={Object.keys(config.Volumes ?? {})} none="None" list />,
    },
    {
      term: 'Stop signal',
      value: <Mono text={config.StopSignal} none={isKnown ? 'SIGTERM, the default' : unknown} />,
    },
    {
      term: 'Health check',
      value: <HealthCheck check={config.Healthcheck} none={isKnown ? 'None' : unknown} />,
    },
    {
      term: 'Shell',
      value: <Words words={config.Shell} none={isKnown ? '/bin/sh -c, the default' : unknown} />,
    },
    ...(config.OnBuild?.length
      ? [{ term: 'On build', value: <Words words={config.OnBuild} none="None" list /> }]
      : []),
  ]
}

function HealthCheck({ check, none }: { check: DockerConfig['Healthcheck']; none: string }) {
  const test = check?.Test
  if (!check || !test?.length) return <span className="ts-muted">{none}</span>
  if (test[0] === 'NONE') return <>Switched off</>
  return (
    <>
      <Words words={test} none="None" />
      <p>
        {[
          duration('every', check.Interval),
          duration('gives up after', check.Timeout),
          duration('starts after', check.StartPeriod),
          check.Retries ? `${check.Retries} retries` : '',
        ]
          .filter(Boolean)
          .join(', ')}
      </p>
    </>
  )
}

/** Nanoseconds in words, to the second where it is one. */
function duration(lead: string, nanoseconds: number | undefined): string {
  if (!nanoseconds) return ''
  const seconds = nanoseconds / 1e9
  return `${lead} ${Number.isInteger(seconds) ? seconds : seconds.toFixed(1)} s`
}

function Words({
  words,
  none,
  list,
}: {
  words: string[] | null | undefined
  none: string
  list?: boolean
}) {
  if (!Array.isArray(words) || words.length === 0) return <span className="ts-muted">{none}</span>
  const text = list ? words.join(', ') : JSON.stringify(words)
  return <span className="ts-mono ts-clamp">{readable(text)}</span>
}

function Mono({ text, none = 'Not said' }: { text: string | undefined; none?: string }) {
  if (!text) return <span className="ts-muted">{none}</span>
  return <span className="ts-mono ts-clamp">{readable(text)}</span>
}

function platformWords(image: Image, { config }: VerifiedConfig): string {
  const words = platform(image, config) || 'Not said'
  return config?.osVersion ? `${words}, version ${config.osVersion}` : words
}

function builder(version: string | undefined): string {
  return version ? `Docker ${version}` : 'Not said'
}

function environment(env: string[] | null | undefined): [string, string][] {
  if (!Array.isArray(env)) return []
  return env.map((entry) => {
    const text = String(entry)
    const at = text.indexOf('=')
    return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
  })
}
