import { formatCount } from '@/domain/format-count'
import { CommandField } from '@/ui/fields'
import styles from './import-form.module.css'

const most = 3

/** The `oc` commands that do the same; of many the first few. */
export function ImportCommands({ commands }: { commands: string[] }) {
  const more = commands.length - most
  if (commands.length === 0) return null
  return (
    <section className="ts-sec">
      <h2>The same with oc</h2>
      <div className={styles.commands}>
        {commands.slice(0, most).map((command) => (
          <CommandField key={command} command={command} />
        ))}
        {more > 0 && <p className="ts-sub">And {formatCount(more)} more, one for each tag.</p>}
      </div>
    </section>
  )
}
