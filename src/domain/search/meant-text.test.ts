import { expect, it } from 'vitest'
import { meantText } from './meant-text'

const hex = '448e23097047e371d76e'.padEnd(64, '0')

it.each([
  // What people type is left as it is.
  ['frontend', 'frontend'],
  ['  shop   front\tprod\n', 'shop front prod'],
  ['shop/frontend:prod', 'shop/frontend:prod'],
  ['shop/', 'shop/'],
  ['docker registry', 'docker registry'],
  ['crane', 'crane'],
  // Commands
  ['docker pull quay.io/acme/web:1', 'quay.io/acme/web:1'],
  ['podman pull --tls-verify=false quay.io/acme/web:1', 'quay.io/acme/web:1'],
  ['podman run -it --rm quay.io/acme/web:1 bash', 'quay.io/acme/web:1'],
  ['skopeo inspect docker://quay.io/acme/web', 'docker://quay.io/acme/web'],
  ['skopeo copy docker://quay.io/a/b:1 docker://quay.io/c/d:1', 'docker://quay.io/a/b:1'],
  ['oc import-image frontend:prod --confirm', 'frontend:prod'],
  ['oc get istag frontend:prod -n shop', 'shop/frontend:prod'],
  ['oc get istag/frontend:prod --namespace=shop', 'shop/frontend:prod'],
  ['oc get is -n shop', 'oc get is -n shop'],
  ['oc describe is frontend', 'frontend'],
  ['oc tag shop/frontend:main shop/frontend:prod', 'shop/frontend:main'],
  ['istag/frontend:prod -n shop', 'shop/frontend:prod'],
  // Resources
  ['is/frontend', 'frontend'],
  ['istag/frontend:prod', 'frontend:prod'],
  ['imagestreams/frontend', 'frontend'],
  ['imagestream.image.openshift.io/frontend', 'frontend'],
  [`isimage/frontend@sha256:${hex}`, `frontend@sha256:${hex}`],
  ['island/frontend', 'island/frontend'],
  // Files
  ['image: quay.io/acme/web:1', 'quay.io/acme/web:1'],
  ['- image: "quay.io/acme/web:1"', 'quay.io/acme/web:1'],
  ['FROM --platform=linux/amd64 quay.io/acme/web:1 AS build', 'quay.io/acme/web:1'],
  ["'quay.io/acme/web:1',", 'quay.io/acme/web:1'],
  ['https://quay.io/acme/web:1', 'docker://quay.io/acme/web:1'],
  ['oci://quay.io/acme/web:1', 'docker://quay.io/acme/web:1'],
  [`docker-pullable://quay.io/acme/web@sha256:${hex}`, `docker://quay.io/acme/web@sha256:${hex}`],
  // Digests as tools print them
  ['448e23097047…', '448e23097047'],
  ['sha256:448e2309...', 'sha256:448e2309'],
  ['sha256: 448e23097047', 'sha256:448e23097047'],
  [`sha256:${hex.slice(0, 40)}\n${hex.slice(40)}`, `sha256:${hex}`],
  // Labels
  ['-l team=platform', 'team=platform'],
  ['--selector=team=platform', 'team=platform'],
  ['label=team=platform', 'team=platform'],
  ['label=platform', 'label=platform'],
  ['label:team', 'team='],
  ['labels: team=platform', 'team=platform'],
  ['team = platform', 'team=platform'],
  ['team=platform, tier=edge', 'team=platform,tier=edge'],
  ['web = the net', 'web = the net'],
  // What nobody sees
  ['fron\u200btend\u202e', 'frontend'],
  ['frontend\u00a0prod', 'frontend prod'],
])('%j means %j', (typed, meant) => {
  expect(meantText(typed)).toBe(meant)
})

it('reads no more than anybody types', () => {
  expect(meantText('x'.repeat(100_000))).toHaveLength(1024)
})
