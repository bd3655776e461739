// Before the first paint, so that a dark screen does not flash white: the reader's choice, else the system's, also when that changes while the page is open.
const system = matchMedia('(prefers-color-scheme: dark)')
const show = () => {
  let kept = null
  try {
    kept = localStorage.getItem('pincer-theme')
  } catch {
    // Private windows may keep nothing.
  }
  document.documentElement.dataset.theme = kept === 'light' || kept === 'dark' ? kept : system.matches ? 'dark' : 'light'
}
show()
system.addEventListener('change', show)
