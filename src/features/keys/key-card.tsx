import { EllipsisVIcon } from '@patternfly/react-icons/dist/esm/icons/ellipsis-v-icon'
import { RhUiTrashIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-trash-icon'
import { useId, useState } from 'react'
import type { DescribedKey, KeyPart } from '@/domain/signatures/kept-key'
import { grouped } from '@/domain/signatures/key-text'
import { absoluteTime } from '@/domain/time'
import { readable } from '@/domain/untrusted'
import { useForgetKeys } from '@/mutations/forget-keys'
import { useKeepKeys } from '@/mutations/keep-keys'
import { CopyButton } from '@/ui/copy-button'
import { type DescriptionRow, DescriptionRows } from '@/ui/description-rows'
import { download } from '@/ui/download'
import { Menu } from '@/ui/menu'
import { useToasts } from '@/ui/toasts'
import styles from './key-card.module.css'
import { KeyName } from './key-name'
import { KeyStateLabel } from './key-state-label'

/** One key: what it says of itself, and what can be done with it. */
export function KeyCard({ value: key }: { value: DescribedKey }) {
  const [isRenaming, setIsRenaming] = useState(false)
  const { addToast } = useToasts()
  const keep = useKeepKeys()
  const forget = useForgetKeys()
  const titleId = useId()

  // Awaited, not called back: this card is gone from the page before the write is settled.
  async function handleRemove() {
    try {
      await forget.mutateAsync([key.id])
      addToast({
        kind: 'ok',
        title: `Removed ${key.name}`,
        body: 'What it had verified is not verified any more.',
        action: { label: 'Undo', onClick: () => keep.mutate([key]) },
      })
    } catch (error) {
      const body = error instanceof Error ? error.message : String(error)
      addToast({ kind: 'bad', title: `${key.name} was not removed`, body })
    }
  }

  return (
    <article className={styles.card} aria-labelledby={titleId}>
      <header className={styles.head}>
        {isRenaming ? (
          <KeyName
            name={key.name}
            onCancel={() => setIsRenaming(false)}
            onSave={(name) =>
              keep.mutate([{ ...key, name }], { onSettled: () => setIsRenaming(false) })
            }
          />
        ) : null}
        <h3 id={titleId} className={isRenaming ? 'ts-sr' : styles.name}>
          {readable(key.name)}
        </h3>
        {!isRenaming && <KeyStateLabel state={key.state} />}
        <div className={styles.acts}>
          <Menu
            label={`Actions for ${key.name}`}
            className="ts-iconbtn ts-iconbtn--s"
            items={[
              { label: 'Rename', onSelect: () => setIsRenaming(true) },
              {
                label: 'Export',
                onSelect: () => download(fileName(key), key.exported),
                ...(key.exported === '' && { disabledReason: 'The key cannot be read' }),
              },
              {
                label: 'Remove',
                icon: <RhUiTrashIcon className="ts-i" />,
                isDanger: true,
                isApart: true,
                onSelect: () => void handleRemove(),
              },
            ]}
          >
            <EllipsisVIcon className="ts-i" />
          </Menu>
        </div>
      </header>
      <div className={styles.body}>
        <DescriptionRows label={`Facts of ${key.name}`} rows={rowsOf(key)} />
      </div>
    </article>
  )
}

const kinds = {
  openpgp: 'OpenPGP',
  'public-key': 'Public key for cosign and Sigstore',
  'trusted-root': 'Whom to trust for logs, certificates and times',
} satisfies Record<DescribedKey['type'], string>

function fileName({ type, fingerprint }: DescribedKey): string {
  const short = fingerprint.replace('SHA256:', '').slice(0, 16)
  if (type === 'trusted-root') return 'trusted_root.json'
  return type === 'openpgp' ? `${short}.asc` : `${short}.pem`
}

function rowsOf(key: DescribedKey): DescriptionRow[] {
  const isOpenPgp = key.type === 'openpgp'
  return [
    {
      term: 'Fingerprint',
      value: (
        <span className="ts-row ts-row--wrap">
          <span className="ts-mono">
            {isOpenPgp ? grouped(key.fingerprint) : readable(key.fingerprint)}
          </span>
          <CopyButton text={key.fingerprint} label="Copy fingerprint" />
        </span>
      ),
    },
    ...(key.knownAs
      ? [
          {
            term: 'Recognised',
            help: 'The vendor publishes this very fingerprint. It is no reason to trust: you decided that when you added the key.',
            value: key.knownAs,
          },
        ]
      : []),
    ...(key.userIds.length > 0
      ? [{ term: 'Identities', value: <Lines lines={key.userIds} /> }]
      : []),
    {
      term: 'Kind',
      value: `${kinds[key.type]}, ${key.algorithm}`,
    },
    ...(isOpenPgp ? [{ term: 'Made', value: absoluteTime(key.created) }] : []),
    ...(key.type === 'trusted-root' ? [] : [{ term: 'Expires', value: expiryWords(key) }]),
    ...(key.stateReason ? [{ term: 'Why', value: key.stateReason }] : []),
    ...(key.subkeys.length > 0 ? [{ term: 'Subkeys', value: <Subkeys keys={key.subkeys} /> }] : []),
    { term: 'Added', value: `${absoluteTime(key.added)}, ${readable(key.source)}` },
  ]
}

function expiryWords({ type, expires }: DescribedKey): string {
  if (type === 'public-key') return 'a bare key does not say'
  return expires ? absoluteTime(expires) : 'never'
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className={styles.subkeys}>
      {lines.map((line) => (
        <li key={line}>{readable(line)}</li>
      ))}
    </ul>
  )
}

function Subkeys({ keys }: { keys: readonly KeyPart[] }) {
  return (
    <ul className={styles.subkeys}>
      {keys.map((key) => (
        <li key={key.fingerprint}>
          <div className="ts-mono">{grouped(key.fingerprint)}</div>
          <div className="ts-row ts-row--wrap ts-muted">
            <span>{key.algorithm}</span>
            <span>made {absoluteTime(key.created)}</span>
            <span>{key.expires ? `until ${absoluteTime(key.expires)}` : 'without an end'}</span>
            <KeyStateLabel state={key.state} />
          </div>
        </li>
      ))}
    </ul>
  )
}
