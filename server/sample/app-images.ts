import { baseLinux, java21, node20, node22, olderLinux, python312 } from './app-bases'
import { alpine, nginx, nodeJs } from './base-stacks'
import {
  arg,
  cmd,
  copy,
  entrypoint,
  env,
  expose,
  healthcheck,
  run,
  user,
  workdir,
} from './dockerfile-step'
import { type Build, buildLabels, image } from './image-build'
import { buildImage, type Platform, type SampleImage } from './oci-image'
import { buildTime } from './sample-time'
import { seededNumber } from './seeded'
import { days } from './stack'

/** A Node.js application built by BuildKit: OCI, dependencies shared within a minor version. */
export function nodeApp(repository: string, build: Build, base: 22 | 20 = 22): SampleImage {
  const minor = build.version.split('.').slice(0, 2).join('.')
  return image('oci', build, {
    name: `${repository} ${build.version} ${build.age}`,
    style: 'buildkit',
    base: base === 22 ? node22 : node20,
    kept: { 2: `${repository} ${minor}`, 3: `${repository} ${minor}` },
    steps: [
      workdir('/opt/app-root/src'),
      env({ NODE_ENV: 'production', PORT: '8080' }),
      copy('--chown=1001:0 package.json package-lock.json ./', 142_000),
      run('npm ci --omit=dev --no-audit --no-fund && npm cache clean --force', 38_600_000),
      copy('--chown=1001:0 --from=build /opt/app-root/src/dist ./dist', 4_870_000),
      healthcheck('curl -fsS http://127.0.0.1:8080/healthz || exit 1'),
      buildLabels(repository, build),
      cmd('node', 'dist/server.js'),
    ],
  })
}

/** A Java service built by the classic Docker builder: Docker schema 2. */
export function javaApp(repository: string, build: Build): SampleImage {
  const name = repository.split('/').at(-1) ?? repository
  return image('docker', build, {
    name: `${repository} ${build.version} ${build.age}`,
    style: 'classic',
    base: java21,
    kept: { 2: `${repository} dependencies`, 3: `${repository} loader` },
    steps: [
      arg(`JAR_FILE=${name}-${build.version}.jar`),
      workdir('/deployments'),
      copy('target/dependencies/ /deployments/', 61_250_000),
      copy('target/spring-boot-loader/ /deployments/', 244_000),
      copy('target/snapshot-dependencies/ /deployments/', 32_000),
      copy('target/application/ /deployments/', 2_914_000),
      env({ JAVA_OPTS_APPEND: '-XX:MaxRAMPercentage=75', QUARKUS_HTTP_PORT: '8080' }),
      buildLabels(repository, build),
      expose('8080/tcp'),
      entrypoint('/opt/jboss/container/java/run/run-java.sh'),
    ],
  })
}

/** A Python service built by Buildah. */
export function pythonApp(repository: string, build: Build, extraLayers = 0): SampleImage {
  return image('oci', build, {
    name: `${repository} ${build.version} ${build.age}`,
    style: 'buildah',
    base: python312,
    kept: { 1: `${repository} requirements` },
    steps: [
      copy('requirements.txt /opt/app-root/src/', 3_820),
      run('pip install --no-deps --require-hashes -r requirements.txt', 54_100_000),
      ...Array.from({ length: extraLayers }, (_, index) =>
        run(
          `python -m prefetch --shard ${index + 1}/${extraLayers}`,
          seededNumber(`${repository} shard ${index}`, 900_000, 24_000_000),
        ),
      ),
      copy('src/ /opt/app-root/src/', 1_240_000),
      buildLabels(repository, build),
      cmd('gunicorn', '--bind', '0.0.0.0:8080', 'app:application'),
    ],
  })
}

/** One static binary on nothing: a single layer. */
export function goBinary(
  repository: string,
  build: Build,
  platform?: Platform,
  format: 'docker' | 'oci' = 'oci',
): SampleImage {
  const name = repository.split('/').at(-1) ?? repository
  return image(
    format,
    build,
    {
      name: `${repository} ${build.version} ${build.age}`,
      style: 'buildkit',
      steps: [
        copy(`--from=build /out/${name} /${name}`, 13_480_000),
        user('65532:65532'),
        buildLabels(repository, build),
        entrypoint(`/${name}`),
      ],
    },
    platform ? { platform } : {},
  )
}

export function proxyImage(repository: string, build: Build): SampleImage {
  return image('docker', build, {
    name: `${repository} ${build.version} ${build.age}`,
    style: 'classic',
    base: nginx('1.27.3', days(38)),
    steps: [
      copy('public /usr/share/nginx/html', 1_960_000),
      buildLabels(repository, build),
      expose('8443/tcp'),
    ],
  })
}

/** A shell job on Alpine: two layers. */
export function shellJob(repository: string, build: Build): SampleImage {
  return image('docker', build, {
    name: `${repository} ${build.version} ${build.age}`,
    style: 'classic',
    base: alpine,
    steps: [
      run('apk add --no-cache bash curl jq postgresql16-client', 7_820_000),
      copy('run.sh /usr/local/bin/', 5_240),
      buildLabels(repository, build),
      entrypoint('/usr/local/bin/run.sh'),
    ],
  })
}

/** The builder image that the platform team offers, one for each major version and release. */
export function nodeBuilder(major: number, age: number): SampleImage {
  return buildImage({
    format: 'docker',
    created: buildTime(age),
    steps: nodeJs(major, major === 22 ? baseLinux : olderLinux, age),
  })
}
