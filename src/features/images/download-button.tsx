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
  function handleClick() {
    const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = url
    link.download = file
    link.click()
    // The browser has taken the bytes once the click is over; a moment later is late enough for all.
    setTimeout(() => URL.revokeObjectURL(url), 1000)
  }
  return (
    <button type="button" className="ts-linkbtn" aria-label={label} onClick={handleClick}>
      Download
    </button>
  )
}
