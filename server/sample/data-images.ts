import { python312 } from './app-bases'
import { debian, postgreSql } from './base-stacks'
import { cmd, copy, entrypoint, env, expose, run } from './dockerfile-step'
import { type Build, buildLabels, image } from './image-build'
import { buildImage, type SampleImage } from './oci-image'
import { buildTime } from './sample-time'
import { seededNumber } from './seeded'

/** PostgreSQL: many layers, from its community. */
export function databaseImage(version: string, age: number): SampleImage {
  return buildImage({
    format: 'docker',
    created: buildTime(age),
    steps: postgreSql(version, age),
  })
}

const wheels =
  'numpy scipy pandas polars pyarrow scikit-learn xgboost lightgbm matplotlib seaborn plotly bokeh torch torchvision transformers datasets jupyterlab ipywidgets dask mlflow-skinny optuna boto3'.split(
    ' ',
  )

/** A notebook with everything in it: thirty layers. */
export function notebookImage(build: Build): SampleImage {
  return image(
    'oci',
    build,
    {
      name: `notebook ${build.version}`,
      style: 'buildkit',
      base: python312,
      kept: Object.fromEntries(wheels.map((_, index) => [index + 2, 'notebook wheels 2026'])),
      steps: [
        env({ CUDA_VERSION: '12.4.1', NVIDIA_VISIBLE_DEVICES: 'all' }),
        run(
          'dnf install -y cuda-cudart-12-4 cuda-libraries-12-4 libnccl && dnf clean all',
          1_430_000_000,
        ),
        ...wheels.map((wheel) =>
          run(
            `pip install --no-cache-dir ${wheel}`,
            wheel === 'torch' ? 812_000_000 : seededNumber(wheel, 1_100_000, 48_000_000),
          ),
        ),
        copy('jupyter_server_config.py /etc/jupyter/', 2_410),
        run('fix-permissions /opt/app-root -P', 6_220),
        copy('start-notebook.sh /opt/app-root/bin/', 3_300),
        buildLabels('data-science/notebook', build),
        expose('8888/tcp'),
        cmd('start-notebook.sh'),
      ],
    },
    { compression: 'zstd' },
  )
}

/** A model server: zstd layers, a large one with the weights. */
export function modelServer(repository: string, build: Build): SampleImage {
  return image(
    'oci',
    build,
    {
      name: `${repository} ${build.version} ${build.age}`,
      style: 'buildkit',
      base: debian,
      kept: { 0: `${repository} runtime` },
      steps: [
        run(
          'apt-get update && apt-get install -y --no-install-recommends libgomp1 libopenblas0',
          21_700_000,
        ),
        copy(`models/${build.version}/weights.safetensors /models/`, 1_204_000_000),
        copy('server /usr/local/bin/', 31_450_000),
        buildLabels(repository, build),
        expose('9000/tcp'),
        entrypoint('server', '--model', '/models'),
      ],
    },
    { compression: 'zstd' },
  )
}
