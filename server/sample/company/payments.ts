import { goBinary, javaApp, pythonApp, shellJob } from '../app-images'
import { forbidden, httpOnly, unauthorized } from '../failures'
import type { SampleImage } from '../oci-image'
import { SAMPLE_PLAIN_HOST } from '../sample-hosts'
import {
  copied,
  failing,
  follows,
  imported,
  pinned,
  pullSpec,
  pushed,
  type SampleStream,
} from '../sample-stream'
import { DAY, HOUR } from '../sample-time'

const namespace = 'payments'
const labels = (component: string) => ({
  app: component,
  'app.kubernetes.io/part-of': 'payments',
  team: 'payments',
  'acme.test/pci': 'in-scope',
})

const gatewayAges: Record<string, number> = { '2.1': 160, '2.2': 90, '2.3': 27 }
const gatewayBuild = (version: string) =>
  javaApp('payments/gateway', { version: `${version}.0`, age: (gatewayAges[version] ?? 0) * DAY })

export const gatewayRelease = gatewayBuild('2.3')

const gateway: SampleStream = {
  namespace,
  name: 'gateway',
  labels: labels('gateway'),
  annotations: { 'openshift.io/display-name': 'Payment gateway' },
  age: 200 * DAY,
  madeBy: 'apply',
  tags: [
    ...Object.entries(gatewayAges).map(([version, dayCount]) =>
      pushed(version, [gatewayBuild(version), dayCount * DAY]),
    ),
    pinned(
      'prod',
      'payments/gateway',
      { referencePolicy: 'Local', annotations: { 'acme.test/change': 'CHG-20377' } },
      [gatewayBuild('2.3'), 20 * DAY],
      [gatewayBuild('2.2'), 81 * DAY],
      [gatewayBuild('2.1'), 150 * DAY],
    ),
    follows('candidate', '2.3', 26 * DAY),
    follows('next-major', '3.0', 4 * DAY),
  ],
}

const ledgerBuild = (index: number, age: number) =>
  goBinary('payments/ledger', { version: `1.${60 - index}.0`, age })

const ledger: SampleStream = {
  namespace,
  name: 'ledger',
  labels: labels('ledger'),
  annotations: { 'openshift.io/display-name': 'Ledger' },
  localLookup: true,
  age: 420 * DAY,
  madeBy: 'apply',
  tags: [
    pushed(
      'main',
      ...Array.from({ length: 40 }, (_, index): readonly [SampleImage, number] => {
        // Release 23 was taken back: the build before it was pushed again.
        const age = 3 * HOUR + index * 2 * DAY
        return [index === 22 ? ledgerBuild(24, 3 * HOUR + 48 * DAY) : ledgerBuild(index, age), age]
      }),
    ),
    pinned(
      'prod',
      'payments/ledger',
      { referencePolicy: 'Local' },
      [ledgerBuild(3, 3 * HOUR + 6 * DAY), 6 * DAY],
      [ledgerBuild(9, 3 * HOUR + 18 * DAY), 17 * DAY],
    ),
    copied('base', 'platform/base:9', {}, 200 * DAY, 40 * DAY),
  ],
}

const fraud: SampleStream = {
  namespace,
  name: 'fraud-scoring',
  labels: labels('fraud-scoring'),
  age: 95 * DAY,
  madeBy: 'tag',
  tags: [
    copied(
      'model',
      'data-science/model-server:fraud-2026.10',
      { referencePolicy: 'Local' },
      14 * DAY,
    ),
    copied('model-canary', 'data-science/model-server:fraud-2026.12', {}, 2 * DAY),
    imported(
      'rules',
      pullSpec('payments/fraud-rules:stable'),
      { scheduled: true },
      [pythonApp('payments/fraud-rules', { version: '14.2', age: 6 * DAY }), 6 * DAY - 11],
      [pythonApp('payments/fraud-rules', { version: '14.1', age: 29 * DAY }), 29 * DAY - 8],
      [pythonApp('payments/fraud-rules', { version: '14.0', age: 58 * DAY }), 58 * DAY - 13],
    ),
  ],
}

const cardVault: SampleStream = {
  namespace,
  name: 'card-vault-hsm-connector-for-the-certified-environment-in-frankfurt',
  labels: { ...labels('card-vault'), 'acme.test/environment': 'certified' },
  annotations: {
    'openshift.io/display-name': 'Card vault: connector to the hardware security modules',
    description: 'Only images that the auditors have seen. Changes need two people.',
  },
  age: 380 * DAY,
  madeBy: 'apply',
  tags: [
    failing('1.12', pullSpec('vault/hsm-connector:1.12'), {
      at: 33 * DAY,
      ...forbidden(pullSpec('vault/hsm-connector:1.12')),
    }),
    pushed('release-2026-09-audited-by-the-certification-body-and-approved-for-production-use', [
      goBinary('vault/hsm-connector', { version: '1.11.3', age: 70 * DAY }),
      70 * DAY,
    ]),
    imported('1.11', pullSpec('payments/hsm-connector-mirror:1.11'), { referencePolicy: 'Local' }, [
      goBinary('vault/hsm-connector', { version: '1.11.2', age: 110 * DAY }),
      110 * DAY,
    ]),
  ],
}

const plainRepository = `${SAMPLE_PLAIN_HOST}/batch/reconciliation`

const reconciliation: SampleStream = {
  namespace,
  name: 'reconciliation-job',
  labels: { ...labels('reconciliation'), tier: 'batch' },
  age: 88 * DAY,
  madeBy: 'tag',
  tags: [
    failing('nightly', `${plainRepository}:nightly`, {
      at: 12 * DAY,
      ...httpOnly('batch/reconciliation'),
    }),
    imported('weekly', `${plainRepository}:weekly`, { insecure: true, scheduled: true }, [
      shellJob('batch/reconciliation', { version: '0.14', age: 19 * DAY }),
      18 * DAY,
    ]),
    failing('schemes', pullSpec('partners/card-scheme-simulator:2026'), {
      at: 40 * DAY,
      ...unauthorized(pullSpec('partners/card-scheme-simulator:2026')),
    }),
  ],
}

export const payments: SampleStream[] = [gateway, ledger, fraud, cardVault, reconciliation]
