import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { parseImageReference, repositoryOf } from '@/domain/image-reference'
import { projectQueries } from '@/queries/projects'
import { Button } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { InsecureChoice } from '@/ui/policy-choices'
import styles from './import-form.module.css'

/** What to import and with whose logins: looked at before anything else happens. */
export function ImportSource({
  reference,
  namespace,
  insecure,
  isLooking,
  isLooked,
  disabledReason,
  onChange,
  onLook,
  onStop,
}: {
  reference: string
  namespace: string
  insecure: boolean
  isLooking: boolean
  /** What is written here is what was looked at. */
  isLooked: boolean
  /** Why looking is not possible now. */
  disabledReason: string | undefined
  onChange: (change: { reference?: string; namespace?: string; insecure?: boolean }) => void
  onLook: () => void
  onStop: () => void
}) {
  const id = useId()
  const { data: known } = useQuery(projectQueries.list())
  const parsed = parseImageReference(reference)
  const isWrong = reference.trim() !== '' && !parsed.ok
  const projects = (known?.projects ?? []).filter(({ name }) => name.includes(namespace))
  return (
    <form
      className="ts-sec"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (disabledReason === undefined && !isLooking) onLook()
      }}
    >
      <h2>What</h2>
      <div className="ts-fg">
        <label htmlFor={id}>
          <span>Image or repository</span>
          <small>as for podman pull</small>
        </label>
        <input
          id={id}
          className={`ts-input ${styles.reference}`}
          placeholder="quay.io/acme/web:1.2"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={isWrong}
          aria-describedby={`${id}-hint`}
          value={reference}
          onChange={(event) => onChange({ reference: event.target.value })}
        />
        <p id={`${id}-hint`} className={isWrong ? styles.problem : 'hint'} role="status">
          {isWrong ? parsed.problem : meaning(reference)}
        </p>
      </div>
      <div className="ts-fg">
        <label htmlFor={`${id}-project`}>
          <span>Project</span>
          <small>its pull secrets are used</small>
        </label>
        <Combobox
          id={`${id}-project`}
          value={namespace}
          options={projects.map(({ name, displayName }) => ({
            text: name,
            title: name,
            hint: displayName === name ? '' : displayName,
            group: 'Projects',
          }))}
          onChange={(text) => onChange({ namespace: text.trim() })}
          isInvalid={false}
          describedBy={`${id}-project-hint`}
          listLabel="Projects"
        >
          <p id={`${id}-project-hint`} className="hint">
            The image is imported into this project.
          </p>
        </Combobox>
      </div>
      <div className={styles.single}>
        <InsecureChoice isChecked={insecure} onCheck={(isOn) => onChange({ insecure: isOn })} />
      </div>
      <div className={styles.acts}>
        <Button
          variant={isLooked ? 'secondary' : 'primary'}
          type="submit"
          {...(isLooking
            ? { disabledReason: 'The registry is being asked' }
            : disabledReason !== undefined && { disabledReason })}
        >
          {isLooking ? 'Looking…' : isLooked ? 'Look again' : 'Look at it'}
        </Button>
        {isLooking && (
          <Button variant="link" onClick={onStop}>
            Stop
          </Button>
        )}
      </div>
    </form>
  )
}

/** What the reference names, written out. */
function meaning(reference: string): string {
  const parsed = parseImageReference(reference)
  if (!parsed.ok) return 'Without a tag all tags of the repository are shown.'
  const { registry, tag, digest } = parsed.value
  const where = registry === '' ? `On Docker Hub: ${repositoryOf(reference)}. ` : ''
  if (digest !== '') return `${where}One image, which never changes.`
  return tag === '' ? `${where}All tags of a repository.` : `${where}What the tag ${tag} is now.`
}
