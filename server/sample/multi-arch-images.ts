import { goBinary } from './app-images'
import { enterpriseLinux } from './base-stacks'
import { copy, entrypoint, run } from './dockerfile-step'
import { type AppStack, type Build, buildLabels, image } from './image-build'
import { buildImage, type Platform, type SampleImage } from './oci-image'
import { buildAttestation, buildIndex } from './oci-index'
import { buildTime } from './sample-time'
import { buildStack } from './stack'

/** A base image for all architectures of the data centres, with BuildKit's attestations. */
export function baseImageIndex(build: Build): SampleImage {
  return multiArch('platform/base', build, (platform) => ({
    name: `platform/base ${build.version}`,
    style: 'buildkit',
    base: enterpriseLinux(build.version, build.age),
    steps: [
      copy('ca-bundle.pem /etc/pki/ca-trust/source/anchors/', 6_210),
      run(`update-ca-trust extract && echo ${platform.architecture} > /etc/acme-release`, 191_000),
      buildLabels('platform/base', build),
    ],
  }))
}

const FIVE_PLATFORMS: readonly Platform[] = [
  { os: 'linux', architecture: 'amd64' },
  { os: 'linux', architecture: 'arm64', variant: 'v8' },
  { os: 'linux', architecture: 'arm', variant: 'v7' },
  { os: 'linux', architecture: 'ppc64le' },
  { os: 'linux', architecture: 's390x' },
]

function multiArch(
  repository: string,
  build: Build,
  recipe: (platform: Platform) => AppStack,
): SampleImage {
  const images = FIVE_PLATFORMS.map((platform) =>
    image('oci', build, recipe(platform), { platform }),
  )
  return buildIndex(
    'oci',
    [...images, ...images.map((child) => buildAttestation(child, buildTime(build.age)))],
    { 'org.opencontainers.image.source': `https://git.acme.test/${repository}` },
  )
}

/** A Docker manifest list: Linux on two architectures, and Windows. */
export function commandLineTool(repository: string, build: Build): SampleImage {
  return buildIndex('docker', [
    goBinary(repository, build, { os: 'linux', architecture: 'amd64' }, 'docker'),
    goBinary(repository, build, { os: 'linux', architecture: 'arm64', variant: 'v8' }, 'docker'),
    windowsBinary(repository, build),
  ])
}

/** A Windows build: its base layer is a foreign one, fetched from its vendor. */
function windowsBinary(repository: string, build: Build): SampleImage {
  return buildImage({
    format: 'docker',
    platform: { os: 'windows', architecture: 'amd64', 'os.version': '10.0.20348.2762' },
    created: buildTime(build.age),
    steps: buildStack({
      name: `${repository} windows ${build.version}`,
      style: 'classic',
      age: build.age,
      steps: [
        { instruction: 'ADD', text: 'nanoserver-ltsc2022.tar /', bytes: 118_200_000 },
        copy('cli.exe C:\\\\Windows\\\\', 14_120_000),
        buildLabels(repository, build),
        entrypoint('cli.exe'),
      ],
    }),
  })
}
