import { expect, test } from 'vitest'
import {
  cmd,
  copy,
  createdBy,
  env,
  expose,
  type HistoryStyle,
  run,
  type Step,
} from './dockerfile-step'

test.each<[HistoryStyle, Step, string]>([
  ['buildkit', run('npm ci', 1), 'RUN /bin/sh -c npm ci # buildkit'],
  ['buildkit', copy('dist ./dist', 1), 'COPY dist ./dist # buildkit'],
  ['buildkit', env({ A: 'b', C: 'd e' }), 'ENV A=b C="d e"'],
  ['buildkit', cmd('node', 'a b.js'), 'CMD ["node" "a b.js"]'],
  ['buildkit', expose('8080/tcp'), 'EXPOSE [8080/tcp]'],
  ['classic', run('apk add curl', 1), '/bin/sh -c apk add curl'],
  ['classic', copy('run.sh /bin/', 1), '/bin/sh -c #(nop) COPY file:abc in /bin/ '],
  ['classic', copy('public /srv', 1), '/bin/sh -c #(nop) COPY dir:abc in /srv '],
  ['classic', copy('./root/ /', 1), '/bin/sh -c #(nop) COPY dir:abc in / '],
  ['classic', copy('a b /srv', 1), '/bin/sh -c #(nop) COPY multi:abc in /srv '],
  ['classic', cmd('nginx', '-v'), '/bin/sh -c #(nop)  CMD ["nginx" "-v"]'],
  ['buildah', env({ A: 'b' }), '/bin/sh -c #(nop) ENV A=b'],
])('%s tells %o as its tool does', (style, step, text) => {
  expect(createdBy(step, style, 'abc')).toBe(text)
})
