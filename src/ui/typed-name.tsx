import { TextField } from './text-field'

/** The name of what is to be deleted, typed: nobody does that by mistake. */
export function TypedName({
  name,
  value,
  onChange,
}: {
  name: string
  value: string
  onChange: (value: string) => void
}) {
  return (
    <TextField label={`Type ${name} to delete it`} value={value} isMono onChange={onChange}>
      {value.trim() === name ? 'That is its name.' : 'The whole name, as it is written.'}
    </TextField>
  )
}
