/** A storage of the browser, in memory; its keys are its own properties, as a browser's are. */
export function tabStorage(): Storage {
  const entries = new Map<string, string>()
  const storage: Storage = {
    get length() {
      return entries.size
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
    clear: () => entries.clear(),
  }
  return new Proxy(storage, {
    ownKeys: () => [...entries.keys()],
    getOwnPropertyDescriptor: (_, key) => (typeof key === 'string' && entries.has(key) ? { enumerable: true, configurable: true, value: entries.get(key) } : undefined),
  })
}
