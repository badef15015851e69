import { isManifestList, platform } from '@/domain/image-config'
import type { DockerConfig, Image } from '@/domain/kinds/image'
import { absoluteTime } from '@/domain/time'
import { readable } from '@/domain/untrusted'
import { DescriptionRows } from '@/ui/description-rows'
import { EmptyNote } from '@/ui/empty-note'
import { PairTable } from './pair-table'

/** What a container of the image runs with, and what the image says of itself [M2]. */
export function ImageConfiguration({ image }: { image: Image }) {
  const metadata = image.dockerImageMetadata
  const config = metadata?.Config ?? metadata?.ContainerConfig
  if (isManifestList(image)) {
    return (
      <EmptyNote title="A list of platforms has no configuration of its own">
        Each platform has one: open a platform on the overview.
      </EmptyNote>
    )
  }
  if (!metadata || !config) {
    return (
      <EmptyNote title="The configuration of this image is not known">
        The API holds no metadata for it. That happens to images that are only named, and to
        artifacts that are not runnable images.
      </EmptyNote>
    )
  }
  return (
    <div className="ts-grid">
      <div>
        <section className="ts-sec">
          <h2>What runs</h2>
          <DescriptionRows label="What runs" rows={processRows(config)} />
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
              { term: 'Platform', value: platform(image) || 'Not said' },
              {
                term: 'Created',
                value: metadata.Created ? absoluteTime(metadata.Created, 'minutes') : 'Not said',
              },
              { term: 'Author', value: metadata.Author || 'Not said' },
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
  )
}

function processRows(config: DockerConfig) {
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
    { term: 'Stop signal', value: <Mono text={config.StopSignal} none="SIGTERM, the default" /> },
    { term: 'Health check', value: <HealthCheck check={config.Healthcheck} /> },
    { term: 'Shell', value: <Words words={config.Shell} none="/bin/sh -c, the default" /> },
    ...(config.OnBuild?.length
      ? [{ term: 'On build', value: <Words words={config.OnBuild} none="None" list /> }]
      : []),
  ]
}

function HealthCheck({ check }: { check: DockerConfig['Healthcheck'] }) {
  const test = check?.Test
  if (!check || !test?.length) return <span className="ts-muted">None</span>
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
