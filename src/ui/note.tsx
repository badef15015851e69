import { RhUiErrorFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-error-fill-icon'
import { RhUiInformationIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-information-icon'
import { RhUiWarningFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-warning-fill-icon'
import type { ReactNode } from 'react'

const icons = {
  plain: RhUiInformationIcon,
  info: RhUiInformationIcon,
  warn: RhUiWarningFillIcon,
  bad: RhUiErrorFillIcon,
}

/** A fact about the page. Results of what a person did are toasts. */
export function Note({
  kind,
  title,
  children,
}: {
  kind: keyof typeof icons
  title: ReactNode
  children?: ReactNode
}) {
  const Icon = icons[kind]
  return (
    <div className={`ts-note ts-note--${kind}`}>
      <Icon className="ts-i" />
      <div className="ts-note__body">
        <div className="ts-strong">{title}</div>
        {children}
      </div>
    </div>
  )
}
