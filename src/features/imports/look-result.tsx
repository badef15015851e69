import type { ImportEffect, PlannedImport } from '@/domain/import-plan'
import type { LookAt } from '@/domain/reference-look'
import { Note } from '@/ui/note'
import styles from './import-form.module.css'
import { LookFailure } from './look-failure'
import { LookedImage } from './looked-image'
import { LookedTags } from './looked-tags'
import type { useImportDraft } from './use-import-draft'
import { type Look, namesRepository, type useLook } from './use-look'

/** What is there, while the registry is asked, and once it has answered. */
export function LookResult({
  at,
  look,
  isLooking,
  chosen,
  effectOf,
  further,
}: {
  at: LookAt
  look: Look | null
  isLooking: boolean
  chosen: ReturnType<typeof useImportDraft>
  effectOf: (plan: PlannedImport) => ImportEffect
  further: ReturnType<typeof useLook>['further']
}) {
  if (isLooking) {
    return (
      <div className={styles.note} role="status">
        <Note kind="info" title="The registry is being asked.">
          {namesRepository(at.reference)
            ? 'A cluster asks a registry about twice a second, and looks at up to fifty tags: this may take half a minute. Nothing is stored.'
            : 'Nothing is stored.'}
        </Note>
      </div>
    )
  }
  if (!look) return null
  return (
    <section className="ts-sec" aria-label="What is there">
      <h2>What is there</h2>
      {look.kind === 'failed' && <LookFailure {...look} {...at} />}
      {look.kind === 'image' && look.tag.state === 'looked' && (
        <LookedImage image={look.tag.image} />
      )}
      {look.kind === 'tags' && (
        <LookedTags
          reference={at.reference}
          tags={look.tags}
          selection={chosen.selection}
          names={chosen.names}
          onName={chosen.setName}
          effectOf={effectOf}
          more={further}
        />
      )}
    </section>
  )
}
