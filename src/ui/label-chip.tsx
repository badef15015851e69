import { readable } from '@/domain/untrusted'

/** A label of an object. With `onClick` it is a button, usually one that filters by it. */
export function LabelChip({
  name,
  value,
  onClick,
}: {
  name: string
  value: string
  onClick?: () => void
}) {
  const text = (
    <>
      <b>{readable(name)}=</b>
      <span className="ts-trunc">{readable(value)}</span>
    </>
  )
  if (!onClick) {
    return (
      <span className="ts-label" title={readable(`${name}=${value}`)}>
        {text}
      </span>
    )
  }
  return (
    <button
      type="button"
      className="ts-label"
      title={`Filter by ${name}=${value}`}
      onClick={onClick}
    >
      {text}
    </button>
  )
}
