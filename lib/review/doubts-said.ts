import { Prisma } from '#lib/db/generated/client.ts'
import { rowsOfPlanned } from '#lib/db/rows-of.ts'
import { openCheckSql } from '#lib/review/checks/has-check.ts'
import type { PairView } from '#lib/review/contract.ts'

interface Kept {
  id: string
  /** Of its most doubtful constraint, 0 to 100, as it is kept for the queue (see the migration `doubt_by_degrees`). */
  doubt: number
  /** Whether a check of its dataset waits for anybody's answer. */
  checksOpen: boolean
}

function keptOf(ids: readonly string[]): Promise<Kept[]> {
  return rowsOfPlanned('doubts', Prisma.sql`
    SELECT q."pairId" AS id, (100000 - q.certainty) / 1000 AS doubt, ${openCheckSql} AS "checksOpen" FROM "PairDoubt" q WHERE q."pairId" = ANY (${[...ids]}::uuid[])`)
}

/**
 * Why each of these pairs stands where it does in a queue that goes by doubt, in words. Where checks are mixed in, or some still wait for an answer, nothing is told of what a program has proven:
 * it would tell a constraint that is hidden to be so from one that nobody knows anything of.
 */
export async function doubtsSaid(pairs: readonly PairView[], { goldRate }: { goldRate: number }): Promise<ReadonlyMap<string, string>> {
  const kept = new Map((await keptOf(pairs.map(({ id }) => id))).map((row) => [row.id, row]))
  return new Map(pairs.map((pair) => [pair.id, saidOf(pair, kept.get(pair.id)?.doubt ?? 0, goldRate > 0 || kept.get(pair.id)?.checksOpen === true)]))
}

function saidOf({ constraints }: PairView, doubt: number, silent: boolean): string {
  const of = (is: (constraint: PairView['constraints'][number]) => boolean): number => constraints.filter(is).length
  const doubtful = of(({ outcome }) => outcome === 'fail' || outcome === 'error' || outcome === 'unsure')
  const degree = `in doubt by ${doubt} of 100`
  if (doubtful > 0) return `Doubtful first: ${counted(doubtful)} refuted, unchecked or unsure${silent ? '' : `, ${degree}`}`
  if (silent) return 'Doubtful first: nothing in it is refuted, unchecked or unsure'
  const unknown = of(({ outcome }) => outcome === null)
  if (unknown > 0) return `Doubtful first: ${counted(unknown)} that nothing has checked, ${degree}`
  const judged = of(({ judge }) => judge !== null)
  return judged > 0 ? `Doubtful first: ${counted(judged)} by a judge’s word alone, ${degree}` : `Doubtful first: all in it is proven, ${degree}`
}

/** So many constraints, in words. */
export function counted(number: number): string {
  return number === 1 ? 'one constraint' : `${number} constraints`
}
