import '@patternfly/react-styles/css/components/Button/button.css'
import { type ButtonHTMLAttributes, type ReactNode, useId } from 'react'
import { Link } from 'react-router'

type Variant = 'primary' | 'secondary' | 'link' | 'danger'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant: Variant
  icon?: ReactNode
  /** Why it cannot be used now: it stays focusable, says this, and does nothing. */
  disabledReason?: string
}

/** A PatternFly button of our height. */
export function Button({ variant, icon, disabledReason, children, ...props }: ButtonProps) {
  const reasonId = useId()
  const isDisabled = disabledReason !== undefined
  return (
    // The wrapper is there in both states, so that the button keeps the focus when they change.
    <span className="ts-why">
      <button
        type="button"
        {...props}
        {...(isDisabled && {
          'aria-disabled': true,
          'aria-describedby': reasonId,
          onClick: undefined,
        })}
        className={classNameOf(variant)}
      >
        {icon}
        {children}
      </button>
      {isDisabled && (
        <span role="tooltip" id={reasonId} className="ts-why__tip">
          {disabledReason}
        </span>
      )}
    </span>
  )
}

/** A link that looks like a button: it goes somewhere. */
export function LinkButton({
  variant,
  to,
  children,
}: {
  variant: Variant
  to: string
  children: ReactNode
}) {
  return (
    <Link className={classNameOf(variant)} to={to}>
      {children}
    </Link>
  )
}

function classNameOf(variant: Variant): string {
  return `pf-v6-c-button pf-m-${variant} ts-btn`
}
