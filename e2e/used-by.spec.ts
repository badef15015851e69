import { type Cluster, digest } from './cluster'
import { expect, expectAccessible, test } from './fixtures'

const pulled = (n: number) => `registry.example.com/team/web@${digest(n)}`

/** A pod template with one container, and the annotation with a trigger on it. */
function triggered(image: string, from = 'web:prod', more: object = {}) {
  const trigger = {
    from: { kind: 'ImageStreamTag', name: from },
    fieldPath: 'spec.template.spec.containers[?(@.name=="app")].image',
    ...more,
  }
  return {
    annotations: { 'image.openshift.io/triggers': JSON.stringify([trigger]) },
    spec: { template: { spec: { containers: [{ name: 'app', image }] } } },
  }
}

async function pushWeb(cluster: Cluster) {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await cluster.push('web', 'prod', 2)
}

test('what restarts and what builds when the tag moves, and whether it has its image', async ({
  page,
  cluster,
}) => {
  await pushWeb(cluster)
  await cluster.createWorkload('apps/v1/deployments', 'fresh', triggered(pulled(2)))
  await cluster.createWorkload('apps/v1/statefulsets', 'stale', triggered(pulled(1)))
  await cluster.createWorkload(
    'apps/v1/daemonsets',
    'resting',
    triggered(pulled(2), 'web:prod', { paused: true }),
  )
  await cluster.createWorkload('apps/v1/deployments', 'unrelated', triggered(pulled(2), 'web:dev'))
  await cluster.createWorkload('build.openshift.io/v1/buildconfigs', 'tests', {
    spec: {
      strategy: { sourceStrategy: { from: { kind: 'ImageStreamTag', name: 'web:prod' } } },
      triggers: [{ type: 'ImageChange', imageChange: {} }],
    },
  })
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod`)

  const users = page.getByRole('table', { name: 'Workloads and builds with an image trigger' })
  const row = (name: string) => users.getByRole('row', { name })
  await expect(users.getByRole('row')).toHaveCount(5)
  await expect(row('Deployment fresh')).toContainText('Restarts')
  await expect(row('Deployment fresh')).toContainText('This image')
  await expect(row('StatefulSet stale')).toContainText('Another image')
  await expect(row('StatefulSet stale')).toContainText(digest(1).slice(7, 15))
  await expect(row('DaemonSet resting')).toContainText('Paused')
  await expect(row('BuildConfig tests')).toContainText('Not started by it yet')

  const strip = page.getByRole('region', { name: 'What this tag follows, and what follows it' })
  await expect(strip).toContainText('2 workloads restart when it moves')
  await expect(strip).toContainText('1 build starts when it moves')
  await expect(strip).toContainText('DaemonSet resting')
  await expectAccessible(page)

  await test.step('a list that was read is read anew when it is asked for', async () => {
    await cluster.createWorkload('batch/v1/cronjobs', 'nightly', {
      annotations: {
        'image.openshift.io/triggers': JSON.stringify([
          {
            from: { kind: 'ImageStreamTag', name: 'web:prod' },
            fieldPath: 'spec.jobTemplate.spec.template.spec.containers[0].image',
          },
        ]),
      },
      spec: {
        jobTemplate: {
          spec: { template: { spec: { containers: [{ name: 'job', image: pulled(2) }] } } },
        },
      },
    })
    await page.getByRole('button', { name: 'Look again' }).click()
    await expect(strip).toContainText('CronJob nightly')
    await expect(row('CronJob nightly')).toContainText('At its next run')
  })
})

test('an annotation that the cluster ignores is told with its reason', async ({
  page,
  cluster,
}) => {
  await pushWeb(cluster)
  await cluster.createWorkload(
    'apps/v1/deployments',
    'mistaken',
    triggered(pulled(1), 'web:prod', { paused: 'false' }),
  )
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod`)
  const used = page.getByRole('region', { name: 'Used by' })
  await expect(used).toContainText(`Deployment ${cluster.project}/mistaken does not follow`)
  await expect(used).toContainText('“paused” is the text "false" where true or false is expected')
  await expect(used.getByRole('row', { name: 'Deployment mistaken' })).toContainText('Ignored')
  await expectAccessible(page)
})

test('a tag that nothing uses says so, and how to change that', async ({ page, cluster }) => {
  await pushWeb(cluster)
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod`)
  const used = page.getByRole('region', { name: 'Used by' })
  await expect(used).toContainText('No workload and no build of this project has an image trigger')
  await expect(used).toContainText(
    `oc set triggers deploy/NAME --from-image=${cluster.project}/web:prod -c CONTAINER`,
  )
  await expectAccessible(page)
})

test('of many there are five, and the others when they are asked for', async ({
  page,
  cluster,
}) => {
  await pushWeb(cluster)
  for (let n = 1; n <= 7; n++) {
    await cluster.createWorkload('apps/v1/deployments', `web-${n}`, triggered(pulled(2)))
  }
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod`)
  const used = page.getByRole('region', { name: 'Used by' })
  await expect(used.getByRole('row')).toHaveCount(6)
  const strip = page.getByRole('region', { name: 'What this tag follows, and what follows it' })
  await expect(strip).toContainText('7 workloads restart when it moves')
  await expect(strip).toContainText('+2 more')
  await used.getByRole('button', { name: 'Show all 7' }).click()
  await expect(used.getByRole('row')).toHaveCount(8)
  await expectAccessible(page)
})

test('a workload of another project is found where all projects are looked into', async ({
  page,
  cluster,
  otherCluster,
}) => {
  await pushWeb(cluster)
  const from = { kind: 'ImageStreamTag', name: 'web:prod', namespace: cluster.project }
  await otherCluster.createWorkload(
    'apps/v1/deployments',
    'far',
    triggered(pulled(2), 'web:prod', { from }),
  )
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod`)
  const used = page.getByRole('region', { name: 'Used by' })
  await expect(used).toContainText('No workload and no build of this project')
  await used.getByRole('button', { name: 'All projects' }).click()
  await expect(used.getByRole('row', { name: 'Deployment far' })).toContainText(
    otherCluster.project,
  )
  await expectAccessible(page)
  await used.getByRole('button', { name: 'This project' }).click()
  await expect(used).toContainText('No workload and no build of this project')
})

test('each kind that may not be seen, that is not there or that fails is told', async ({
  page,
  cluster,
}) => {
  await pushWeb(cluster)
  await cluster.createWorkload('apps/v1/deployments', 'seen', triggered(pulled(2)))
  const refusals: Record<string, [code: number, reason: string, message: string]> = {
    statefulsets: [403, 'Forbidden', 'statefulsets.apps is forbidden'],
    cronjobs: [403, 'Forbidden', 'cronjobs.batch is forbidden'],
    deploymentconfigs: [404, 'NotFound', 'the server could not find the requested resource'],
    buildconfigs: [422, 'Invalid', 'the build API is on strike'],
  }
  // Roles here give all kinds or none: one by one is refused in the API's place.
  for (const [plural, [code, reason, message]] of Object.entries(refusals)) {
    await page.route(new RegExp(`/${plural}\\?`), (route) =>
      route.fulfill({
        status: code,
        json: { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message },
      }),
    )
  }
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod`)
  const used = page.getByRole('region', { name: 'Used by' })
  await expect(used.getByRole('row', { name: 'Deployment seen' })).toBeVisible()
  await expect(used).toContainText('Not visible to you: StatefulSet and CronJob.')
  await expect(used).toContainText('This cluster does not have DeploymentConfig.')
  await expect(used).toContainText('BuildConfig could not be read: the build API is on strike')
  await expectAccessible(page)
})
