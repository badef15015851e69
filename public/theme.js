// Runs before the first paint, as a file of its own because the CSP allows no inline script.
// 'light', 'dark' or absent (follow the system): kept by src/ui/theme.ts under the same key.
;(() => {
  let choice = null
  try {
    choice = localStorage.getItem('tagstream.theme')
  } catch {
    // Storage may be closed to us (private mode, policy): then the system decides.
  }
  const dark =
    choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.toggle('pf-v6-theme-dark', dark)
})()
