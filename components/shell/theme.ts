const key = 'pincer-theme'

export type Theme = 'light' | 'dark'

/** Sets the theme before anything is painted: the reader's choice, else the system's. A constant, so nothing can be injected. */
export const themeScript = `try{var t=localStorage.getItem('${key}')}catch(e){}document.documentElement.dataset.theme=t==='light'||t==='dark'?t:matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light'`

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
