/** public/theme.js reads it before the first paint. */
const key = 'pincer-theme'

type Theme = 'light' | 'dark'

/** The theme shown now. */
export function currentTheme(): Theme {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'
}

/** Shows a theme and keeps the choice. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
  try {
    localStorage.setItem(key, theme)
  } catch {
    // Private windows may keep nothing: the choice then lasts as long as the page.
  }
}
