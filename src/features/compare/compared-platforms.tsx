import { Link } from 'react-router'
import { formatComparedSide } from '@/domain/compared-side'
import { type ComparedPlatform, comparePlatforms } from '@/domain/platform-comparison'
import { readable } from '@/domain/untrusted'
import { comparePath } from '@/paths'
import { DigestText } from '@/ui/digest-text'
import { Note } from '@/ui/note'
import { DifferenceWord } from './difference-word'
import type { ReadySide } from './side-state'

/** Where one side is a list of platforms: which there are, and each pair to compare. */
export function ComparedPlatforms({ left, right }: { left: ReadySide; right: ReadySide }) {
  const platforms = comparePlatforms(left, right)
  const sideOf = ({ side: { namespace, stream } }: ReadySide, digest: string) =>
    formatComparedSide({ namespace, stream, digest })
  const pathOf = (platform: ComparedPlatform) =>
    comparePath(sideOf(left, platform.left), sideOf(right, platform.right))
  if (platforms.length === 0) {
    return <Note kind="plain" title="Neither list names a platform." />
  }
  return (
    <section className="ts-sec">
      <h2>
        Platforms <span className="ts-count">{platforms.length}</span>
        <span className="ts-h2end ts-muted">Each has layers and a configuration of its own</span>
      </h2>
      <div className="ts-tablewrap">
        <table className="pf-v6-c-table pf-m-compact ts-table ts-table--cards ts-plain">
          <caption className="ts-sr">Platforms</caption>
          <thead>
            <tr>
              <th scope="col">Platform</th>
              <th scope="col">Change</th>
              <th scope="col">Left image</th>
              <th scope="col">Right image</th>
            </tr>
          </thead>
          <tbody>
            {platforms.map((platform) => (
              <tr key={platform.name}>
                <td className="c-name">
                  {platform.kind === 'changed' ? (
                    <Link className="ts-name" to={pathOf(platform)}>
                      <span className="ts-sr">Compare </span>
                      {readable(platform.name)}
                    </Link>
                  ) : (
                    readable(platform.name)
                  )}
                </td>
                <td className="c-rest">
                  <DifferenceWord kind={platform.kind} />
                </td>
                <td className="c-rest">
                  <PlatformImage digest={platform.left} />
                </td>
                <td className="c-rest">
                  <PlatformImage digest={platform.right} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function PlatformImage({ digest }: { digest: string }) {
  if (digest === '') return <span className="ts-muted">none</span>
  return (
    <>
      <DigestText digest={digest} />
      <span className="ts-print ts-mono">{digest}</span>
    </>
  )
}
