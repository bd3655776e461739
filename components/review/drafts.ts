import { z } from 'zod'
import type { BrowserTable } from '#components/review/browser-table.ts'

/** Text that a reviewer wrote and neither saved nor left, by constraint; it outlives the page. */
export interface Drafts {
  get(name: string): string | undefined
  set(name: string, text: string): void
  delete(name: string): void
  /** Resolves once those of earlier visits are known. */
  loaded: Promise<void>
}

/** Keeps the drafts of one reviewer in this browser. Where it keeps nothing they last as long as the page. */
export function draftsIn(table: BrowserTable, reviewerId: string): Drafts {
  const texts = new Map<string, string>()
  const touched = new Set<string>()
  const keyOf = (name: string) => ['drafts', reviewerId, name]
  const load = async (): Promise<void> => {
    for (const { key, value } of await table.list(['drafts', reviewerId])) {
      const [name, text] = [z.string().safeParse(key[2]).data, z.string().safeParse(value).data]
      if (name !== undefined && text !== undefined && !touched.has(name)) texts.set(name, text)
    }
  }
  return {
    get: (name) => texts.get(name),
    set: (name, text) => {
      texts.set(name, text)
      touched.add(name)
      table.write([{ put: keyOf(name), value: text }]).catch(() => {})
    },
    delete: (name) => {
      if (!texts.delete(name)) return
      touched.add(name)
      table.write([{ remove: keyOf(name) }]).catch(() => {})
    },
    loaded: load().catch(() => {}),
  }
}
