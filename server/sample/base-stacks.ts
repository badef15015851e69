import {
  add,
  cmd,
  copy,
  entrypoint,
  env,
  expose,
  healthcheck,
  label,
  run,
  stopSignal,
  user,
  volume,
  workdir,
} from './dockerfile-step'
import { buildStack, days, type Stack } from './stack'

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** What the company takes from its operating system vendor: one layer, many labels. */
export function enterpriseLinux(version: string, age: number, isMinimal = false): Stack {
  const name = isMinimal ? 'el9-minimal' : 'el9'
  return buildStack({
    name: `${name} ${version}`,
    style: 'buildah',
    age,
    steps: [
      label({
        maintainer: 'Acme Platform Team <platform@acme.test>',
        'com.acme.component': `${name}-container`,
        name: `platform/${name}`,
        version,
        'io.k8s.display-name': isMinimal
          ? 'Acme Enterprise Linux 9 Minimal'
          : 'Acme Enterprise Linux 9',
        'io.openshift.tags': 'minimal base el9',
        'io.openshift.expose-services': '',
      }),
      env({ container: 'oci' }),
      cmd('/bin/bash'),
      copy('rootfs/ /', isMinimal ? 39_412_000 : 78_936_000),
      run('rm -rf /var/log/* /var/cache/dnf /tmp/*', 4_310),
      label({ release: String(age), 'vcs-type': 'git' }),
    ],
  })
}

/** A small community base, built by the classic Docker builder. */
export const alpine: Stack = buildStack({
  name: 'alpine 3.20',
  style: 'classic',
  age: days(140),
  steps: [add('alpine-minirootfs-3.20.3.tar.gz /', 3_624_000), cmd('/bin/sh')],
})

export const debian: Stack = buildStack({
  name: 'debian bookworm',
  style: 'buildkit',
  age: days(60),
  steps: [add('debian-bookworm.tar.xz /', 28_231_000), cmd('bash')],
})

/** A builder image as source-to-image wants it. */
export function nodeJs(major: number, base: Stack, age: number): Stack {
  return buildStack({
    name: `nodejs ${major} ${age}`,
    style: 'buildah',
    base,
    age,
    steps: [
      env({
        NODEJS_VERSION: String(major),
        NPM_RUN: 'start',
        NAME: 'nodejs',
        NPM_CONFIG_PREFIX: '/opt/app-root/src/.npm-global',
        PATH: `/opt/app-root/src/node_modules/.bin/:/opt/app-root/src/bin:${PATH}`,
        CNB_STACK_ID: 'com.acme.stacks.el9-nodejs',
      }),
      label({
        summary: `Platform for building and running Node.js ${major} applications`,
        'io.k8s.display-name': `Node.js ${major}`,
        'io.openshift.expose-services': '8080:http',
        'io.openshift.tags': `builder,nodejs,nodejs${major}`,
        'io.openshift.s2i.scripts-url': 'image:///usr/libexec/s2i',
        'io.s2i.scripts-url': 'image:///usr/libexec/s2i',
      }),
      run(
        `dnf -y module enable nodejs:${major} && dnf -y --nodocs --setopt=install_weak_deps=0 install nodejs npm nodejs-nodemon && dnf -y clean all --enablerepo='*'`,
        61_208_000,
      ),
      copy('./s2i/bin/ /usr/libexec/s2i', 3_120),
      copy('./root/ /', 1_904),
      run('/usr/bin/fix-permissions /opt/app-root && rpm-file-permissions', 612),
      user('1001'),
      workdir('/opt/app-root/src'),
      expose('8080/tcp'),
      cmd('/bin/sh', '-c', '/usr/libexec/s2i/usage'),
    ],
  })
}

export function openJdk(major: number, base: Stack, age: number): Stack {
  return buildStack({
    name: `openjdk ${major} ${age}`,
    style: 'buildah',
    base,
    age,
    steps: [
      env({ JAVA_HOME: `/usr/lib/jvm/jre-${major}`, JAVA_VENDOR: 'openjdk', LANG: 'C.utf8' }),
      run(
        `microdnf -y --nodocs --setopt=install_weak_deps=0 install java-${major}-openjdk-headless tzdata-java && microdnf clean all`,
        98_744_000,
      ),
      copy('run-java.sh /opt/jboss/container/java/run/', 9_804),
      run('groupadd -r jboss -g 185 && useradd -u 185 -r -g root -d /home/jboss jboss', 2_204),
      user('185'),
      label({
        'io.k8s.display-name': `OpenJDK ${major} runtime`,
        'io.openshift.tags': `java,openjdk${major}`,
      }),
    ],
  })
}

export function python(version: string, base: Stack, age: number): Stack {
  return buildStack({
    name: `python ${version} ${age}`,
    style: 'buildah',
    base,
    age,
    steps: [
      env({
        PYTHON_VERSION: version,
        PYTHONUNBUFFERED: '1',
        PYTHONIOENCODING: 'UTF-8',
        PIP_NO_CACHE_DIR: 'off',
      }),
      run(
        `dnf -y install python${version} python${version}-devel python${version}-pip && dnf -y clean all`,
        46_127_000,
      ),
      run(
        `python${version} -m venv /opt/app-root && /opt/app-root/bin/pip install -U pip`,
        14_330_000,
      ),
      user('1001'),
      label({ 'io.k8s.display-name': `Python ${version}`, 'io.openshift.tags': 'builder,python' }),
    ],
  })
}

/** PostgreSQL as its community ships it: many small layers. */
export function postgreSql(version: string, age: number): Stack {
  const major = version.split('.')[0] ?? version
  return buildStack({
    name: `postgresql ${version} ${age}`,
    style: 'buildkit',
    base: debian,
    age,
    kept: { 0: 'postgresql', 1: 'postgresql', 3: 'postgresql', 4: 'postgresql' },
    steps: [
      run(
        'set -eux; groupadd -r postgres --gid=999; useradd -r -g postgres --uid=999 postgres',
        1_160,
      ),
      run('apt-get update; apt-get install -y --no-install-recommends gnupg less', 4_530_000),
      env({
        GOSU_VERSION: '1.17',
        LANG: 'en_US.utf8',
        PG_MAJOR: major,
        PG_VERSION: `${version}-1.pgdg12+1`,
      }),
      run(
        'set -eux; apt-get install -y locales; localedef -i en_US -c -f UTF-8 en_US.UTF-8',
        1_449_000,
      ),
      run('apt-get install -y --no-install-recommends libnss-wrapper xz-utils zstd', 8_070_000),
      run('mkdir /docker-entrypoint-initdb.d', 116),
      run('set -ex; key="B97B0AFC"; gpg --batch --export "$key" > pgdg.asc', 3_140),
      run(
        `apt-get install -y --no-install-recommends postgresql-${major}=${version}-1.pgdg12+1`,
        109_404_000,
      ),
      run('sed -ri "s!^#?(listen_addresses)\\s*=.*!\\1 = \'*\'!" postgresql.conf.sample', 9_410),
      run('install --verbose --directory --owner postgres --mode 3777 /var/run/postgresql', 128),
      env({ PGDATA: '/var/lib/postgresql/data', PATH: `${PATH}:/usr/lib/postgresql/${major}/bin` }),
      run('install --directory --owner postgres --group postgres --mode 1777 "$PGDATA"', 167),
      volume('/var/lib/postgresql/data'),
      copy('docker-entrypoint.sh docker-ensure-initdb.sh /usr/local/bin/', 6_060),
      entrypoint('docker-entrypoint.sh'),
      stopSignal('SIGINT'),
      expose('5432/tcp'),
      cmd('postgres'),
    ],
  })
}

export function nginx(version: string, age: number): Stack {
  return buildStack({
    name: `nginx ${version}`,
    style: 'classic',
    base: alpine,
    age,
    steps: [
      label({ maintainer: 'Acme Edge Team <edge@acme.test>' }),
      env({ NGINX_VERSION: version, PKG_RELEASE: '1' }),
      run('set -x && addgroup -g 101 -S nginx && apk add --no-cache nginx tzdata', 8_420_000),
      copy('docker-entrypoint.sh /', 1_201),
      copy('conf.d /etc/nginx/conf.d', 2_340),
      healthcheck('wget -qO- http://127.0.0.1:8080/healthz || exit 1'),
      entrypoint('/docker-entrypoint.sh'),
      expose('8080/tcp'),
      stopSignal('SIGQUIT'),
      cmd('nginx', '-g', 'daemon off;'),
    ],
  })
}
