import { Choice, ChoiceGroup } from './choice'

type ReferencePolicy = 'Source' | 'Local'
type ImportMode = '' | 'Legacy' | 'PreserveOriginal'

/** From where pods pull what a tag holds. */
export function PullChoice({
  value,
  problem,
  onChange,
}: {
  value: ReferencePolicy
  problem?: string | undefined
  onChange: (policy: ReferencePolicy) => void
}) {
  return (
    <ChoiceGroup title="Pods pull" hint="reference policy" problem={problem}>
      <Choice
        type="radio"
        name="referencePolicy"
        title="From the source"
        isChecked={value === 'Source'}
        onCheck={() => onChange('Source')}
      >
        The registry that the image came from must be reachable from the nodes.
      </Choice>
      <Choice
        type="radio"
        name="referencePolicy"
        title="Through the internal registry"
        isChecked={value === 'Local'}
        onCheck={() => onChange('Local')}
      >
        The cluster’s own registry passes the image on, and may keep a copy.
      </Choice>
    </ChoiceGroup>
  )
}

interface PolicyChoice {
  isChecked: boolean
  /** Why it cannot be chosen; '' where it can. */
  disabledReason?: string
  onCheck: (isChecked: boolean) => void
}

/** Whether a tag is imported again by itself. */
export function ScheduledChoice(choice: PolicyChoice) {
  return (
    <Choice type="checkbox" name="scheduled" title="Scheduled" {...choice}>
      Looks for a newer image about every 15 minutes. Not for an image by digest.
    </Choice>
  )
}

/** Whether a registry is believed without a certificate. */
export function InsecureChoice(choice: PolicyChoice) {
  return (
    <Choice type="checkbox" name="insecure" title="Insecure" {...choice}>
      Accepts HTTP, and HTTPS with any certificate.
    </Choice>
  )
}

const importModes = [
  { mode: '', title: 'As the cluster does', meaning: 'The cluster’s default is taken.' },
  {
    mode: 'Legacy',
    title: 'Take one (Legacy)',
    meaning: 'The platform of this cluster, as oc does unless told otherwise.',
  },
  {
    mode: 'PreserveOriginal',
    title: 'Keep all (PreserveOriginal)',
    meaning: 'Each node pulls its own.',
  },
] as const

/** What is kept of a list of platforms. */
export function ImportModeChoice<Mode extends ImportMode>({
  modes,
  value,
  problem,
  onChange,
}: {
  /** Which of the modes are offered. */
  modes: readonly Mode[]
  value: ImportMode
  problem?: string | undefined
  onChange: (mode: Mode) => void
}) {
  return (
    <ChoiceGroup title="Of a list of platforms" hint="import mode" problem={problem}>
      {modes.map((mode) => {
        const words = importModes.find((each) => each.mode === mode)
        return (
          <Choice
            key={mode}
            type="radio"
            name="importMode"
            title={words?.title}
            isChecked={value === mode}
            onCheck={() => onChange(mode)}
          >
            {words?.meaning}
          </Choice>
        )
      })}
    </ChoiceGroup>
  )
}
