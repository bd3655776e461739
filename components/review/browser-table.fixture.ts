import type { BrowserTable, Row, RowKey } from '#components/review/browser-table.ts'

/** A browser's rows in memory. While `broken` is set nothing is read or written; what is written is there once `write` has resolved. */
export function memoryTable() {
  const rows = new Map<string, Row>()
  const state: { broken: Error | null } = { broken: null }
  const under = (key: RowKey, prefix: RowKey): boolean => prefix.length < key.length && prefix.every((part, index) => part === key[index])
  const table: BrowserTable = {
    list: async (prefix, { last, before } = {}) => {
      await Promise.resolve()
      if (state.broken) throw state.broken
      const found = [...rows.values()].filter(({ key }) => under(key, prefix) && (!before || compare(key, before) < 0)).toSorted((a, b) => compare(a.key, b.key))
      return structuredClone(last === undefined ? found : found.slice(-last))
    },
    write: async (changes) => {
      const copy = structuredClone(changes)
      await Promise.resolve()
      if (state.broken) throw state.broken
      for (const change of copy) {
        if ('put' in change) rows.set(JSON.stringify(change.put), { key: change.put, value: change.value })
        else if ('remove' in change) rows.delete(JSON.stringify(change.remove))
        else for (const [name, { key }] of rows) if (under(key, change.removeUnder)) rows.delete(name)
      }
    },
  }
  return { table, rows, state }
}

function compare(a: RowKey, b: RowKey): number {
  for (const [index, part] of a.entries()) {
    const other = b[index]
    if (other === undefined) return 1
    if (part === other) continue
    if (typeof part !== typeof other) return typeof part === 'number' ? -1 : 1
    return part < other ? -1 : 1
  }
  return a.length - b.length
}
