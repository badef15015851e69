import { useMemo, useState } from 'react'
import type { TagReference } from '@/domain/kinds/image-stream'
import { draftProblems, type EditedTag, type TagDraft } from '@/domain/tag-draft'
import type { TagField } from '@/domain/tag-schema'
import { CodeView } from '@/ui/code-view'
import { readTagYaml, writeTagYaml, type YamlProblem, yamlPlace } from './tag-yaml'
import styles from './tag-yaml-editor.module.css'
import type { YamlDraft } from './yaml-draft'
import { tagYamlLanguage } from './yaml-language'

/**
 * The draft as YAML [E2], the other view of what the form shows. While the text has a mistake the
 * draft stays as the text said it last, and the text stays as it is.
 */
export function TagYamlEditor({
  at,
  seen,
  draft,
  yaml,
  onChange,
}: {
  at: EditedTag
  seen: TagReference | undefined
  draft: TagDraft
  yaml: YamlDraft
  /** The draft is absent while the text cannot be read as one. */
  onChange: (yaml: YamlDraft, draft?: TagDraft) => void
}) {
  const [field, setField] = useState<TagField>()
  const text = textOf(draft, yaml)
  const { namespace, stream, tag } = at
  const language = useMemo(
    () => tagYamlLanguage((now) => problemsOf(now, { namespace, stream, tag }, seen), setField),
    [namespace, stream, tag, seen],
  )
  const problems = problemsOf(text, at, seen)

  function handleChange(next: string) {
    const read = readTagYaml(next)
    const [first] = read.problems
    if (read.draft && !first) onChange({ text: next, problem: '' }, read.draft)
    else onChange({ text: next, problem: first ? inWords(first) : '' })
  }

  return (
    <section aria-label="YAML of the reference">
      <div data-code>
        <CodeView
          text={text}
          label="Reference as YAML"
          language={language}
          onChange={handleChange}
        />
      </div>
      <div role="status" className={styles.said}>
        {problems.slice(0, 5).map((problem) => (
          <p key={`${problem.from} ${problem.problem}`} className={styles.problem}>
            {inWords(problem)}
          </p>
        ))}
        {problems.length === 0 && (
          <p className="ts-sub">
            {field ? (
              <>
                <b className="ts-mono">{field.path}</b>: {field.description}
              </>
            ) : (
              'Ctrl and Space lists what can be written. What is left out is at its default.'
            )}
          </p>
        )}
      </div>
    </section>
  )
}

/** The text kept, unless the form has changed what it says: then only that is written anew. */
function textOf(draft: TagDraft, { text, problem }: YamlDraft): string {
  if (text === null) return writeTagYaml(draft)
  return problem === '' ? writeTagYaml(draft, text) : text
}

/** Mistakes of the text itself, and where it has none what keeps its draft from being saved. */
function problemsOf(text: string, at: EditedTag, seen: TagReference | undefined): YamlProblem[] {
  const { draft, problems } = readTagYaml(text)
  if (!draft || problems.length > 0) return problems
  return Object.entries(draftProblems(draft, at, seen)).map(([name, problem]) => {
    const { from, to } = yamlPlace(text, [name])
    return { from, to, line: text.slice(0, from).split('\n').length, problem }
  })
}

function inWords({ line, problem }: YamlProblem): string {
  return `Line ${line}: ${problem}`
}
