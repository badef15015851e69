import { grouped } from '@/domain/signatures/key-text'
import { knownKeys } from '@/domain/signatures/known-keys'
import { CopyButton } from '@/ui/copy-button'

/** Fingerprints that vendors publish: to compare with, not to trust. */
export function WellKnownKeys() {
  return (
    <section className="ts-sec">
      <h2>
        Well-known fingerprints <span className="ts-count">{knownKeys.length}</span>
        <span className="ts-h2end ts-muted">To recognise keys by; none of them is trusted</span>
      </h2>
      <details className="ts-more">
        <summary>Show the fingerprints that vendors publish</summary>
        <div className="ts-tablewrap">
          <table className="pf-v6-c-table pf-m-compact ts-table ts-table--cards ts-plain">
            <caption className="ts-sr">Well-known fingerprints</caption>
            <thead>
              <tr>
                <th scope="col" className="w-media">
                  Vendor
                </th>
                <th scope="col">Fingerprint</th>
                <th scope="col" className="w-points">
                  Signs
                </th>
              </tr>
            </thead>
            <tbody>
              {knownKeys.map(({ fingerprint, vendor, use }) => (
                <tr key={fingerprint}>
                  <td className="c-name">{vendor}</td>
                  <td className="c-rest">
                    <span className="ts-row ts-row--wrap">
                      <span className="ts-mono">{grouped(fingerprint)}</span>
                      <CopyButton
                        text={fingerprint}
                        label={`Copy fingerprint ${fingerprint.slice(-8)}`}
                      />
                    </span>
                  </td>
                  <td className="c-more">{use}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  )
}
