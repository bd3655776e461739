import { z } from 'zod'
import type { Act } from '#components/review/act.ts'
import { decisionInput } from '#lib/review/contract.ts'

/** Where acts are kept until the server has answered them, so that a reload loses none. */
export interface UnsentActs {
  /** In the order in which they were made. */
  load(): Act[]
  put(act: Act): void
  remove(id: string): void
}

const kept = z.object({ input: decisionInput, pairId: z.uuid(), madeAt: z.number() })

/**
 * Keeps unsent acts in the browser's storage, an entry for each, so that two tabs do not overwrite each other's. `owner` is the
 * reviewer: on a shared machine nobody sends somebody else's decisions. A storage that is full or forbidden is done without.
 */
export function keptIn(storage: () => Storage, owner: string): UnsentActs {
  const prefix = `pincer-unsent:${owner}:`
  return {
    load: () => attempt(() => loadAll(storage(), prefix)) ?? [],
    put: ({ input, pairId, madeAt }) => {
      attempt(() => storage().setItem(prefix + input.id, JSON.stringify({ input, pairId, madeAt })))
    },
    remove: (id) => {
      attempt(() => storage().removeItem(prefix + id))
    },
  }
}

/** Keeps nothing: for tests and for pages without a browser. */
export const keptNowhere: UnsentActs = { load: () => [], put: () => {}, remove: () => {} }

function loadAll(storage: Storage, prefix: string): Act[] {
  const acts: Act[] = []
  for (let index = 0; index < storage.length; index++) {
    const key = storage.key(index)
    if (!key?.startsWith(prefix)) continue
    const parsed = kept.safeParse(attempt(() => JSON.parse(storage.getItem(key) ?? '')))
    if (parsed.success) acts.push({ ...parsed.data, restores: null, preview: null, before: null })
  }
  return acts.sort((a, b) => a.madeAt - b.madeAt)
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
