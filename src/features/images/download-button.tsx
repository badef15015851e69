import { download } from '@/ui/download'

/** Saves a text, byte for byte, as a file. */
export function DownloadButton({
  text,
  file,
  label,
}: {
  text: string
  file: string
  label: string
}) {
  return (
    <button
      type="button"
      className="ts-linkbtn"
      aria-label={label}
      onClick={() => download(file, text)}
    >
      Download
    </button>
  )
}
