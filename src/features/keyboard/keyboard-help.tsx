import { Button } from '@/ui/button'
import { Choice } from '@/ui/choice'
import { Dialog } from '@/ui/dialog'
import { useSingleKeys } from '@/ui/shortcuts'
import styles from './keyboard-help.module.css'

const groups: { title: string; keys: [keys: string[], does: string][] }[] = [
  {
    title: 'Anywhere',
    keys: [
      [['/'], 'Search'],
      [['Ctrl K', '⌘ K'], 'Search, also with single keys switched off'],
      [['?'], 'This help'],
    ],
  },
  {
    title: 'On a tag, and in a row of a tag',
    keys: [
      [['e'], 'Edit: retarget it'],
      [['p'], 'Promote or copy it'],
      [['r'], 'Roll it back'],
      [['y'], 'Copy the digest that it holds'],
    ],
  },
  {
    title: 'In a row of an image stream',
    keys: [[['e'], 'Edit labels and annotations']],
  },
  {
    title: 'In a table',
    keys: [
      [['↑', '↓'], 'From row to row'],
      [['Home', 'End'], 'To the first and the last row'],
      [['Enter'], 'Open the row'],
      [['Tab'], 'Into the row, and to its menu of actions'],
    ],
  },
  {
    title: 'In a graph',
    keys: [
      [['←', '→'], 'Along the edges, from a tag to its edge and on to the next tag'],
      [['↑', '↓'], 'To the tag or the edge above and below'],
      [['Enter'], 'Open the tag, or unfold the stream'],
      [['e'], 'Edit: retarget the tag'],
      [['+', '-', '0'], 'Zoom in, zoom out, fit'],
    ],
  },
  {
    title: 'In a dialog',
    keys: [
      [['Enter'], 'Do what the first button says'],
      [['Esc'], 'Close it; twice where something is written'],
    ],
  },
]

/** What keys do, and the switch that turns single keys off (WCAG 2.1.4). */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const [isOn, set] = useSingleKeys()
  return (
    <Dialog
      title="Keyboard"
      isNarrow
      onClose={onClose}
      onSubmit={onClose}
      footer={() => (
        <Button variant="primary" type="submit">
          Close
        </Button>
      )}
    >
      <div className="ts-dialog__form">
        <div className={styles.choice}>
          <Choice
            type="checkbox"
            name="single-keys"
            title="Single keys do things"
            isChecked={isOn}
            onCheck={set}
          >
            Never while you write. Switch it off if you speak to the computer, or press keys by
            accident. It is kept in this browser.
          </Choice>
        </div>
        {groups.map(({ title, keys }) => (
          <section key={title} className={styles.group}>
            <h3 className="ts-h3">{title}</h3>
            <dl className={styles.keys}>
              {keys.map(([names, does]) => (
                <div key={does}>
                  <dt>
                    {names.map((name) => (
                      <kbd key={name} className="ts-kbd">
                        {name}
                      </kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
