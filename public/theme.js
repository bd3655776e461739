// Before the first paint, so that a dark screen does not flash white: the reader's choice, else the system's.
try {
  const kept = localStorage.getItem('pincer-theme')
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.dataset.theme = kept === 'light' || kept === 'dark' ? kept : dark ? 'dark' : 'light'
} catch {
  document.documentElement.dataset.theme = 'light'
}
