/** A text that this browser keeps for all its tabs; for `useSyncExternalStore`. */
export interface BrowserSetting {
  read(): string
  keep(value: string): void
  subscribe(listener: () => void): () => void
}

/** A setting under a key of its own. Where the browser keeps nothing, as private windows may not, it lasts as long as the page. */
export function browserSetting(key: string, initial: string): BrowserSetting {
  let unkept = initial
  const listeners = new Set<() => void>()
  return {
    read() {
      try {
        return window.localStorage.getItem(key) ?? unkept
      } catch {
        return unkept
      }
    },
    keep(value) {
      unkept = value
      try {
        window.localStorage.setItem(key, value)
      } catch {
        // It then lasts as long as the page.
      }
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      // Another tab of the same browser.
      window.addEventListener('storage', listener)
      return () => {
        listeners.delete(listener)
        window.removeEventListener('storage', listener)
      }
    },
  }
}
