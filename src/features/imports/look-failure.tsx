import { parseImageReference } from '@/domain/image-reference'
import { failureAdvice, failureWords } from '@/domain/import-failure'
import { shellCommand } from '@/domain/shell-word'
import { readable } from '@/domain/untrusted'
import { CommandField } from '@/ui/fields'
import { Note } from '@/ui/note'

/** Why a registry did not give what it was asked for, and what helps (S-39, S-42). */
export function LookFailure({
  by,
  reason,
  message,
  reference,
  namespace,
}: {
  by: 'registry' | 'cluster'
  reason: string
  message: string
  reference: string
  namespace: string
}) {
  if (by === 'cluster') {
    return (
      <div role="alert">
        <Note kind="bad" title="The cluster did not look at it.">
          <p className="ts-mono">{readable(message)}</p>
          <p>Nothing was asked for in a registry, and what you wrote stays.</p>
        </Note>
      </div>
    )
  }
  const words = failureWords(reason)
  return (
    <div role="alert">
      <Note kind="bad" title={reason === '' ? words : `${words} (${reason})`}>
        {message !== '' && <p className="ts-mono">{readable(message)}</p>}
        <p>{failureAdvice(reason)}</p>
        {reason === 'Unauthorized' && <SecretHint reference={reference} namespace={namespace} />}
      </Note>
    </div>
  )
}

/** How a project gets a login for a registry. Whether it has one is not looked at: secrets are secret. */
function SecretHint({ reference, namespace }: { reference: string; namespace: string }) {
  const parsed = parseImageReference(reference)
  const registry = (parsed.ok && parsed.value.registry) || 'docker.io'
  const command = shellCommand([
    'oc',
    'create',
    'secret',
    'docker-registry',
    'registry-login',
    '-n',
    namespace,
    `--docker-server=${registry}`,
    '--docker-username=NAME',
    '--docker-password=PASSWORD',
  ])
  return (
    <>
      <p>A private registry needs a login in project {namespace}, for example made so:</p>
      <CommandField command={command} />
    </>
  )
}
