import type { Page } from '@playwright/test'
import type { Cluster } from './cluster'
import { test as base, expect, expectAccessible } from './fixtures'
import { type Described, digestOf, OCI_INDEX, Registry } from './registry'

const test = base.extend<{ registry: Registry }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its pattern
  registry: async ({}, use) => {
    const registry = await Registry.start()
    await use(registry)
    await registry.close()
  },
})

const short = (digest: string) => digest.slice(7, 19)
const main = (page: Page) => page.getByRole('main')
const history = [
  { created_by: '/bin/sh -c #(nop) ADD file:1a2b3c in / ' },
  { created_by: '/bin/sh -c #(nop)  CMD ["sh"]', empty_layer: true },
  {
    created_by: 'RUN |1 V=2 /bin/sh -c make install # buildkit',
    comment: 'buildkit.dockerfile.v0',
  },
]

async function openTab(page: Page, cluster: Cluster, tab: string, tag = 'prod'): Promise<void> {
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/${tag}?tab=${tab}`)
}

test.describe('layers', () => {
  test('of an imported image have the steps that its registry tells, in the words of a Dockerfile', async ({
    page,
    cluster,
    registry,
  }) => {
    registry.image('acme/web', { tag: '1', config: { history }, layers: ['base', 'app'] })
    await cluster.importImage('web', 'prod', `${registry.host}/acme/web:1`)
    await openTab(page, cluster, 'layers')
    const table = page.getByRole('table', { name: 'Layers, first built first' })
    await expect(table.getByRole('row', { name: /ADD file:1a2b3c \// })).toContainText(
      short(digestOf('layer base')),
    )
    await expect(table.getByRole('row', { name: /RUN make install/ })).toContainText(
      short(digestOf('layer app')),
    )
    await expect(table.getByRole('row', { name: /CMD \["sh"\]/ })).toContainText('no layer')
    await expect(main(page)).toContainText(`Read from ${registry.host} just for this page`)
    await expectAccessible(page)

    await page.getByRole('button', { name: 'Dockerfile', exact: true }).click()
    await expect(page.getByRole('region', { name: 'Dockerfile' })).toContainText(
      /ADD file:1a2b3c \/.*CMD \["sh"\].*RUN make install/s,
    )
    await expectAccessible(page)
  })

  test('say why there are no steps where the registry refuses, and show them when it does not', async ({
    page,
    cluster,
    registry,
  }) => {
    registry.image('acme/web', { tag: '1', config: { history }, layers: ['base', 'app'] })
    await cluster.importImage('web', 'prod', `${registry.host}/acme/web:1`)
    registry.refusal = 401
    await openTab(page, cluster, 'layers')
    await expect(main(page)).toContainText('The registry refused the login')
    await expect(main(page)).toContainText('pull secret')
    await expect(main(page)).toContainText(short(digestOf('layer app')))
    await expectAccessible(page)
    registry.refusal = 0
    await page.getByRole('button', { name: 'Ask again' }).click()
    await expect(page.getByRole('row', { name: /RUN make install/ })).toBeVisible()
  })

  test('say which right is missing to ask the registry', async ({ openAs, registry }) => {
    registry.image('acme/web', { tag: '1', config: { history }, layers: ['base', 'app'] })
    const { page, url, project } = await openAs({ flags: ['--import-private-networks', 'on'] })
    const cluster = await project('shop')
    await cluster.importImage('web', 'prod', `${registry.host}/acme/web:1`)
    await page.goto(`${url}/ns/shop/image-streams/web/tags/prod?tab=layers`)
    await expect(main(page)).toContainText('the right to create imagestreamimports in shop')
    await expectAccessible(page)
    await page.goto(`${url}/ns/shop/image-streams/web/tags/prod?tab=manifests`)
    await expect(main(page)).toContainText('The manifest is not shown')
    await expect(page.getByRole('button', { name: 'Ask the registry' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await expectAccessible(page)
  })

  test('show where the base image ends, what is shared with which image, and what is uncommon', async ({
    page,
    cluster,
    registry,
  }) => {
    registry.image('acme/web', { tag: 'base', layers: ['base', 'os'] })
    registry.image('acme/web', {
      tag: '1',
      layers: [
        'base',
        'os',
        ['zstd', 'application/vnd.oci.image.layer.v1.tar+zstd'],
        ['secret', 'application/vnd.oci.image.layer.v1.tar+gzip+encrypted'],
        ['foreign', 'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip'],
      ],
    })
    await cluster.importImage('web', 'base', `${registry.host}/acme/web:base`)
    await cluster.importImage('web', 'prod', `${registry.host}/acme/web:1`)
    await openTab(page, cluster, 'layers')
    const table = page.getByRole('table', { name: 'Layers, first built first' })
    await expect(table.getByRole('row').nth(3)).toHaveText(
      'Above: the same layers as web:base, all of them',
    )
    for (const word of ['zstd', 'Encrypted', 'Foreign']) {
      await expect(table.getByText(word, { exact: true })).toBeVisible()
    }
    const shared = table.getByRole('row', { name: new RegExp(short(digestOf('layer os'))) })
    await shared.getByRole('button', { expanded: false }).click()
    await expect(shared.getByRole('link', { name: 'base', exact: true })).toBeVisible()
    await expectAccessible(page)
  })

  test('of the base that an image names are read from its registry', async ({
    page,
    cluster,
    registry,
  }) => {
    const built = registry.image('acme/base', { tag: '9', layers: ['base'] })
    registry.image('acme/web', {
      tag: '1',
      layers: ['base', 'app'],
      manifest: {
        annotations: {
          'org.opencontainers.image.base.name': `${registry.host}/acme/base:9`,
          'org.opencontainers.image.base.digest': built.digest,
        },
      },
    })
    await cluster.importImage('web', 'prod', `${registry.host}/acme/web:1`)
    await openTab(page, cluster, 'layers')
    const table = page.getByRole('table', { name: 'Layers, first built first' })
    await expect(table.getByRole('row').nth(2)).toHaveText(
      `Above: the base image ${registry.host}/acme/base:9, which the image names`,
    )
  })
})

test.describe('manifests', () => {
  function platform(image: Described, os: string, architecture: string, more: object = {}) {
    return { ...image, platform: { os, architecture, ...more } }
  }

  test('of a list are one row a platform, attestations folded below, each a page of its own', async ({
    page,
    cluster,
    registry,
  }) => {
    const amd64 = registry.image('acme/web', { layers: ['base', 'amd64'] })
    const arm64 = registry.image('acme/web', {
      config: { architecture: 'arm64', variant: 'v8' },
      layers: ['arm64'],
    })
    const windows = registry.image('acme/web', {
      config: { os: 'windows', 'os.version': '10.0.20348.1' },
      layers: ['windows'],
    })
    const attestation = registry.image('acme/web', {
      config: { os: 'unknown', architecture: 'unknown' },
      manifest: {
        layers: [
          {
            mediaType: 'application/vnd.in-toto+json',
            digest: digestOf('statement'),
            size: 9,
            annotations: { 'in-toto.io/predicate-type': 'https://slsa.dev/provenance/v1' },
          },
        ],
      },
    })
    registry.index(
      'acme/web',
      [
        platform(amd64, 'linux', 'amd64'),
        platform(arm64, 'linux', 'arm64', { variant: 'v8' }),
        platform(windows, 'windows', 'amd64', { 'os.version': '10.0.20348.1' }),
        platform(attestation, 'unknown', 'unknown'),
      ],
      { tag: '1' },
    )
    await cluster.importImage('web', 'prod', `${registry.host}/acme/web:1`)
    await openTab(page, cluster, 'manifests')
    const table = page.getByRole('table', { name: 'Platforms' })
    await expect(table.getByRole('row', { name: /linux\/arm64/ })).toContainText('v8')
    await expect(table.getByRole('row', { name: /windows\/amd64/ })).toContainText('10.0.20348.1')
    await expect(table.getByRole('row', { name: /linux\/amd64/ })).toContainText(
      /2\s*16\.0 kB|2.*kB/,
    )
    // One attestation of three platforms: nothing tells which it is about.
    const attestations = page.getByRole('table', { name: 'Attestations' })
    await expect(attestations).toContainText('Provenance (SLSA)')
    await expect(main(page)).toContainText('The cluster hands out no text of a list')
    await expectAccessible(page)

    await table.getByRole('link', { name: 'linux/arm64' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(short(arm64.digest))
    await expect(main(page)).toContainText('it is the same')
    await expect(page.getByRole('textbox', { name: /manifest, pretty/ })).toContainText(
      digestOf('layer arm64'),
    )
    await expectAccessible(page)
  })

  test('of a list whose text is kept tell which platform an attestation is about, and lists inside', async ({
    page,
    cluster,
  }) => {
    const amd64 = digestOf('amd64')
    const attestation = digestOf('attestation')
    const oci = 'application/vnd.oci.image.manifest.v1+json'
    const about = { 'vnd.docker.reference.digest': amd64 }
    const innerText = JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI_INDEX,
      manifests: [
        {
          mediaType: oci,
          digest: digestOf('s390x'),
          size: 7,
          platform: { os: 'linux', architecture: 's390x' },
        },
      ],
    })
    const inner = digestOf(innerText)
    const text = JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI_INDEX,
      annotations: { 'org.opencontainers.image.title': 'web for all' },
      manifests: [
        {
          mediaType: oci,
          digest: amd64,
          size: 7,
          platform: { os: 'linux', architecture: 'amd64' },
        },
        {
          mediaType: oci,
          digest: attestation,
          size: 8,
          platform: { os: 'unknown', architecture: 'unknown' },
          annotations: about,
        },
        { mediaType: OCI_INDEX, digest: inner, size: 9 },
        {
          mediaType: oci,
          digest: digestOf('chart'),
          size: 10,
          artifactType: 'application/vnd.cncf.helm.config.v1+json',
        },
      ],
    })
    const digest = digestOf(text)
    const push = (tag: string, name: string, dockerImageManifest: string) =>
      cluster.pushImage('web', tag, {
        metadata: { name },
        dockerImageReference: `registry.example.com/web@${name}`,
        dockerImageManifest,
        dockerImageManifestMediaType: OCI_INDEX,
      })
    await cluster.createStream('web')
    await push('inner', inner, innerText)
    await push('prod', digest, text)
    await openTab(page, cluster, 'manifests')
    const table = page.getByRole('table', { name: 'Platforms', exact: true })
    await table.getByRole('button', { name: '1 attestation' }).click()
    await expect(table.getByRole('row', { name: /^Attestation/ })).toContainText(short(attestation))
    await expect(table).toContainText('Helm chart')
    await table.getByRole('button', { name: 'What is inside' }).click()
    await expect(page.getByRole('table', { name: 'Platforms of the list inside' })).toContainText(
      'linux/s390x',
    )
    await expect(page.getByRole('table', { name: 'Annotations of the manifest' })).toContainText(
      'web for all',
    )
    await expect(main(page)).toContainText('it is the same')
    await expectAccessible(page)
  })

  test('of an artifact say what it is, and what it is about', async ({
    page,
    cluster,
    registry,
  }) => {
    const subject = digestOf('subject')
    registry.image('acme/web', {
      tag: '1',
      manifest: {
        artifactType: 'application/vnd.dev.cosign.artifact.sbom.v1+json',
        subject: {
          mediaType: 'application/vnd.oci.image.manifest.v1+json',
          digest: subject,
          size: 1,
        },
        annotations: { 'org.opencontainers.image.title': 'the SBOM' },
      },
    })
    await cluster.importImage('web', 'prod', `${registry.host}/acme/web:1`)
    await openTab(page, cluster, 'manifests')
    await expect(main(page)).toContainText('Cosign SBOM')
    await expect(page.getByRole('link', { name: `web@${short(subject)}` })).toBeVisible()
    await expect(page.getByRole('table', { name: 'Annotations of the manifest' })).toContainText(
      'the SBOM',
    )
    await expectAccessible(page)
  })

  test('of Docker’s first schema have the digest of what their signatures are about', async ({
    page,
    cluster,
    registry,
  }) => {
    const payload = JSON.stringify(
      {
        schemaVersion: 1,
        name: 'acme/old',
        tag: '1',
        architecture: 'amd64',
        fsLayers: [{ blobSum: digestOf('b') }, { blobSum: digestOf('a') }],
        history: [
          ['/bin/sh', '-c', 'make'],
          ['/bin/sh', '-c', '#(nop) ADD file:1 in /'],
        ].map((Cmd) => ({
          v1Compatibility: JSON.stringify({ id: '1', container_config: { Cmd } }),
        })),
      },
      null,
      3,
    )
    const url = (text: string) => Buffer.from(text).toString('base64url')
    const header = { formatLength: payload.length - 2, formatTail: url('\n}'), time: '' }
    const signatures = [{ signature: url('x'), protected: url(JSON.stringify(header)) }]
    const signed = `${payload.slice(0, -2)},"signatures":${JSON.stringify(signatures)}\n}`
    const type = 'application/vnd.docker.distribution.manifest.v1+prettyjws'
    registry.manifest('acme/old', signed, type, { tag: '1', digest: digestOf(payload) })
    await cluster.importImage('web', 'prod', `${registry.host}/acme/old:1`)
    await openTab(page, cluster, 'manifests')
    await expect(main(page)).toContainText(
      'Digest computed again from the part that its signatures are about: it is the same.',
    )
    await expect(main(page)).toContainText('acme/old:1')
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Layers' }).click()
    await expect(page.getByRole('row', { name: /RUN make/ })).toContainText(short(digestOf('b')))
  })

  test('list what is about an image, of the stream and on demand of the registry', async ({
    page,
    cluster,
    registry,
  }) => {
    const image = registry.image('acme/web', { tag: '1' })
    const tag = image.digest.replace(':', '-')
    registry.image('acme/web', { tag: `${tag}.sig`, layers: ['signature'] })
    await cluster.importImage('web', 'prod', `${registry.host}/acme/web:1`)
    await openTab(page, cluster, 'manifests')
    await page.getByRole('button', { name: 'Ask the registry' }).click()
    await expect(
      page.getByRole('list', { name: 'What the registry has about this image' }),
    ).toContainText('Signature (cosign), in the registry')
    await cluster.importImage('web', `${tag}.sig`, `${registry.host}/acme/web:${tag}.sig`)
    await expect(
      page.getByRole('list', { name: 'Tags of the stream about this image' }),
    ).toContainText(`web:${tag}.sig`)
    await expectAccessible(page)
  })
})

test.describe('documents', () => {
  test('are searched, folded, copied and saved, exact and pretty', async ({
    page,
    context,
    cluster,
    registry,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const image = registry.image('acme/web', {
      tag: '1',
      config: { history },
      layers: ['base', 'app'],
    })
    await cluster.importImage('web', 'prod', `${registry.host}/acme/web:1`)
    await openTab(page, cluster, 'manifests')
    await expect(main(page)).toContainText(`all ${image.size} bytes: it is the same`)
    const pretty = page.getByRole('textbox', { name: 'Text of the manifest, pretty' })
    await expect(pretty).toContainText('"schemaVersion": 2')
    await expect(pretty).toContainText(digestOf('layer app'))

    await page.getByRole('button', { name: 'Fold all', exact: true }).click()
    await expect(pretty).not.toContainText(digestOf('layer app'))
    await expectAccessible(page)
    await page
      .getByRole('button', { name: /Show the \d+ lines folded here/ })
      .last()
      .click()
    await expect(pretty).toContainText(digestOf('layer app'))

    await page.getByRole('button', { name: 'Find', exact: true }).click()
    await page.getByRole('textbox', { name: 'Find' }).fill('mediaType')
    await page.keyboard.press('Enter')
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('textbox', { name: 'Find' })).toHaveCount(0)

    await page.getByRole('button', { name: 'Configuration', exact: true }).click()
    await expect(page).toHaveURL(/document=configuration/)
    await page.getByRole('button', { name: 'Exact', exact: true }).click()
    const exact = page.getByRole('textbox', { name: 'Text of the configuration, exact' })
    await expect(exact).toContainText('{"architecture":"amd64","os":"linux","history":[{')
    await expect(main(page)).toContainText('it is the same')
    await page.getByRole('button', { name: 'Copy the configuration, exact' }).click()
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe(JSON.stringify({ architecture: 'amd64', os: 'linux', history }))
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download the exact configuration' }).click()
    expect((await download).suggestedFilename()).toMatch(/^web-sha256-.*-configuration\.json$/)
    await expectAccessible(page)
  })

  for (const [what, member] of [
    ['manifest', 'dockerImageManifest'],
    ['configuration', 'dockerImageConfig'],
  ] as const) {
    test(`a ${what} with one byte changed is caught, said, and not believed`, async ({
      page,
      cluster,
      registry,
    }) => {
      registry.image('acme/web', { tag: '1', config: { history }, layers: ['base', 'app'] })
      await cluster.importImage('web', 'prod', `${registry.host}/acme/web:1`)
      await page.route('**/imagestreamimports?*', async (route) => {
        const response = await route.fetch()
        const answer = await response.json()
        const image = answer.status.images[0].image
        image[member] = image[member].replace('a', 'b')
        await route.fulfill({ response, json: answer })
      })
      await openTab(page, cluster, 'manifests')
      const alarm = page.getByRole('alert')
      await expect(alarm).toContainText(`This is not the ${what} that the digest names.`)
      await expect(alarm).toContainText('Computed')
      await expectAccessible(page)
      await page.getByRole('link', { name: 'Layers' }).click()
      await expect(main(page)).toContainText('What was read is not this image')
      await expect(main(page)).not.toContainText('make install')
    })
  }
})

test.describe('the configuration', () => {
  test('says what runs, in which surroundings and on which platform', async ({
    page,
    cluster,
    registry,
  }) => {
    const variables = Array.from({ length: 500 }, (_, index) => `V${index}=${index}`)
    registry.image('acme/web', {
      tag: '1',
      config: {
        architecture: 'arm64',
        variant: 'v8',
        author: 'Maria',
        created: '2026-02-03T04:05:06Z',
        config: {
          Entrypoint: ['/app'],
          Cmd: ['--serve'],
          User: '1001',
          WorkingDir: '/srv',
          Env: ['MODE=prod', 'EMPTY=', 'ODD', ...variables],
          ExposedPorts: { '8080/tcp': {} },
          Volumes: { '/data': {} },
          Labels: { team: 'shop' },
          StopSignal: 'SIGQUIT',
          Healthcheck: { Test: ['CMD-SHELL', 'curl -f localhost'], Interval: 30e9 },
        },
      },
    })
    await cluster.importImage('web', 'prod', `${registry.host}/acme/web:1`)
    await openTab(page, cluster, 'configuration')
    for (const text of [
      'linux/arm64/v8',
      '["/app"]',
      '["--serve"]',
      '1001',
      '/srv',
      '8080/tcp',
      '/data',
      'SIGQUIT',
      'curl -f localhost',
      'every 30 s',
      'Maria',
      '3 Feb 2026, 04:05 UTC',
    ]) {
      await expect(main(page)).toContainText(text)
    }
    const environment = page.getByRole('table', { name: 'Environment' })
    await expect(environment.getByRole('row', { name: /MODE/ })).toContainText('prod')
    await expect(environment.getByRole('row', { name: /EMPTY/ })).toContainText('empty')
    await expect(page.getByRole('table', { name: 'Labels' })).toContainText('shop')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Show more: 40 of 503 are shown' }).click()
    await expect(environment.getByRole('row')).toHaveCount(241)
  })

  test('and layers of a list are those of its platforms, one step away', async ({
    page,
    cluster,
    registry,
  }) => {
    const amd64 = registry.image('acme/web', { config: { config: { User: '1001' } } })
    registry.index('acme/web', [{ ...amd64, platform: { os: 'linux', architecture: 'amd64' } }], {
      tag: '1',
    })
    await cluster.importImage('web', 'prod', `${registry.host}/acme/web:1`)
    for (const tab of ['layers', 'configuration']) {
      await openTab(page, cluster, tab)
      await expectAccessible(page)
      await page.getByRole('link', { name: 'linux/amd64' }).click()
      await expect(page).toHaveURL(new RegExp(`/images/.*tab=${tab}`))
    }
    await expect(main(page)).toContainText('1001')
  })
})
