import { createHash } from 'node:crypto'
import { vi } from 'vitest'
import type * as Ids from '#lib/db/id.ts'

/**
 * What stands for lib/db/id.ts, told by `vi.mock`: ids that are the same in each run. What is mixed in for reviewers is drawn by them, so that it is the same too,
 * and nothing is left to chance; so is the place in the dataset that chance chooses. Each id has a moment of its own.
 */
export function sameIds({ idBeside }: typeof Ids, seed: string): Pick<typeof Ids, 'newId' | 'idBeside'> {
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  let made = 0
  const withTail = (start: string, name: string): string => {
    const hex = createHash('sha256').update(`${seed} ${name}`).digest('hex')
    return `${start}-8${hex.slice(0, 3)}-${hex.slice(3, 15)}`
  }
  return {
    newId: () => withTail(`01900000-${(made += 1).toString(16).padStart(4, '0')}-7000`, String(made)),
    idBeside: (id, after) => withTail(idBeside(id, after).slice(0, 18), `beside ${id} ${(made += 1)}`),
  }
}
