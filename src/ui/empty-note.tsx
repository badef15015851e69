import type { ReactNode } from 'react'

/** Nothing is here: why, and what to do next. */
export function EmptyNote({
  title,
  actions,
  children,
  art,
}: {
  title: string
  actions?: ReactNode
  children?: ReactNode
  art?: ReactNode
}) {
  return (
    <div className="ts-blank">
      {art}
      <h2>{title}</h2>
      {children}
      {actions && <div className="ts-blank__acts">{actions}</div>}
    </div>
  )
}
