import { z } from 'zod'
import type { Act } from '#components/review/act.ts'
import type { BrowserTable } from '#components/review/browser-table.ts'
import { decisionInput } from '#lib/review/contract.ts'

/** Where acts are kept until the server has answered them, so that a reload loses none. */
export interface UnsentActs {
  /** In the order in which they were made. Rejects where the browser keeps nothing. */
  load(): Promise<Act[]>
  /** Resolves once the act would survive a crash; rejects where it was not kept. */
  put(act: Act): Promise<void>
  remove(id: string): void
}

const kept = z.object({ input: decisionInput, pairId: z.uuid(), madeAt: z.number() })

/**
 * Keeps unsent acts in this browser, a row for each, so that tabs do not overwrite each other's. `owner` is the reviewer: on a
 * shared machine nobody sends somebody else's decisions. Those that `earlier` versions kept in the local storage are taken over.
 */
export function keptIn(table: BrowserTable, owner: string, earlier?: () => Storage): UnsentActs {
  const keyOf = (id: string) => ['unsent', owner, id]
  return {
    load: async () => {
      if (earlier) await takeOver(table, keyOf, earlier, `pincer-unsent:${owner}:`)
      const rows = await table.list(['unsent', owner])
      return rows.flatMap(({ value }) => readAct(value) ?? []).sort((a, b) => a.madeAt - b.madeAt)
    },
    put: ({ input, pairId, madeAt }) => table.write([{ put: keyOf(input.id), value: { input, pairId, madeAt } }]),
    // Where it stays it is sent again under its id, which the server takes once.
    remove: (id) => void table.write([{ remove: keyOf(id) }]).catch(() => {}),
  }
}

/** Keeps nothing, and says that it did: for tests and for pages without a browser. */
export const keptNowhere: UnsentActs = { load: () => Promise.resolve([]), put: () => Promise.resolve(), remove: () => {} }

function readAct(value: unknown): Act | null {
  const { data } = kept.safeParse(value)
  return data ? { ...data, restores: null, preview: null, before: null } : null
}

async function takeOver(table: BrowserTable, keyOf: (id: string) => string[], storage: () => Storage, prefix: string): Promise<void> {
  const found = attempt(() => Object.keys(storage()).filter((key) => key.startsWith(prefix))) ?? []
  const acts = found.flatMap((key) => readAct(attempt<unknown>(() => JSON.parse(storage().getItem(key) ?? ''))) ?? [])
  if (acts.length > 0) await table.write(acts.map(({ input, pairId, madeAt }) => ({ put: keyOf(input.id), value: { input, pairId, madeAt } })))
  for (const key of found) attempt(() => storage().removeItem(key))
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
