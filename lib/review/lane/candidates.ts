import { createHash } from 'node:crypto'
import { rarityOf } from '#lib/constraints/rarity.ts'
import { db } from '#lib/db/client.ts'
import type { LaneKey, LaneSettings } from '#lib/review/lane/contract.ts'
import { relationsOf } from '#lib/review/relations.ts'
import { policyOfDataset, wantedFor } from '#lib/review/wanted.ts'

const chunk = 200

/** A constraint that may skip people, and whether it was drawn for a person all the same. */
interface Candidate {
  constraintId: string
  audit: boolean
}

/**
 * The undecided constraints of a wording that a lane may take up and has not, in chunks: proven by a program, met by few enough other responses,
 * in conflict with no other of their pair, and of a pair that one person is enough for.
 */
export async function* candidates(key: LaneKey, { vacuous, audit, seed }: LaneSettings): AsyncGenerator<Candidate[]> {
  const policy = await policyOfDataset(db(), key.datasetId)
  for (let after: string | null = null; ; ) {
    const rows: Row[] = await find(key, after)
    const last = rows.at(-1)
    if (!last) return
    after = last.id
    const fit = rows.filter((row) => isRare(row, vacuous) && !isInConflict(row) && wantedFor(policy, row.pairId) === 1)
    if (fit.length > 0) yield fit.map(({ id, pairId }) => ({ constraintId: id, audit: placeOf(pairId, seed) < audit }))
  }
}

type Row = Awaited<ReturnType<typeof find>>[number]

function find({ datasetId, type, template }: LaneKey, after: string | null) {
  return db().constraint.findMany({
    where: { datasetId, type, template, status: 'pending', outcome: 'pass', outcomeBy: 'rule', lane: null, ...(after === null ? {} : { id: { gt: after } }) },
    orderBy: { id: 'asc' },
    take: chunk,
    select: {
      id: true,
      pairId: true,
      checkerId: true,
      kwargs: true,
      pair: { select: { constraints: { where: { status: { notIn: ['superseded', 'rejected'] } }, select: { id: true, checkerId: true, kwargs: true } } } },
    },
  })
}

function isRare({ checkerId, kwargs }: Row, vacuous: number): boolean {
  const rate = checkerId === null ? null : (rarityOf({ id: checkerId, kwargs })?.rate ?? null)
  return rate !== null && rate <= vacuous
}

function isInConflict({ id, pair }: Row): boolean {
  const together = pair.constraints.map((one) => ({ id: one.id, checker: one.checkerId === null ? null : { id: one.checkerId, kwargs: one.kwargs } }))
  return relationsOf(together).some(({ first, second, relation }) => relation === 'conflict' && (first === id || second === id))
}

/**
 * Where a pair stands, from 0 to 1, in the order that audits are drawn by. It is another one than that in which people review in a row,
 * so that nothing which they are shown tells what was drawn.
 */
export function placeOf(pairId: string, seed: number): number {
  return Number.parseInt(createHash('md5').update(`audit ${seed} ${pairId}`).digest('hex').slice(0, 8), 16) / 2 ** 32
}
