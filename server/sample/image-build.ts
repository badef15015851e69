import { label } from './dockerfile-step'
import { buildImage, type ImageRecipe, type SampleImage } from './oci-image'
import { buildTime } from './sample-time'
import { seededHex } from './seeded'
import { buildStack, type StackBuild } from './stack'

/** One build: a version and how long it was made before the newest build of the sample (minutes). */
export interface Build {
  version: string
  age: number
}

/** Labels that a pipeline puts on everything it builds. */
export function buildLabels(repository: string, { version, age }: Build) {
  return label({
    'org.opencontainers.image.title': repository,
    'org.opencontainers.image.version': version,
    'org.opencontainers.image.created': buildTime(age),
    'org.opencontainers.image.source': `https://git.acme.test/${repository}`,
    'org.opencontainers.image.revision': seededHex(`commit ${repository} ${version} ${age}`, 40),
    'org.opencontainers.image.licenses': 'Apache-2.0',
    'io.openshift.build.commit.ref': 'main',
  })
}

/** What `buildStack` needs, but for the age, which is the build's. */
export interface AppStack extends Omit<StackBuild, 'age'> {}

/** An image of one build. */
export function image(
  format: ImageRecipe['format'],
  build: Build,
  stack: AppStack,
  more: Partial<ImageRecipe> = {},
): SampleImage {
  return buildImage({
    format,
    created: buildTime(build.age),
    steps: buildStack({ ...stack, age: build.age }),
    ...more,
  })
}
