import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findChecker } from '#lib/constraints/registry.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const version = findChecker('pincer:word_count')?.version ?? 0

/** What is kept, and what it has to be. */
async function kept(): Promise<{ kept: unknown[]; made: unknown[] }> {
  return {
    kept: await db().$queryRaw`SELECT "pairId"::text, line FROM "AcceptedLine" ORDER BY 1`,
    made: await db().$queryRaw`SELECT "pairId"::text, line FROM "AcceptedLineNow" ORDER BY 1`,
  }
}

async function madePairs(n: number): Promise<{ pairId: string; contentHash: string; constraintIds: string[] }[]> {
  const { id: datasetId } = await createDataset(null, { name: `Lines ${newId()}` })
  const pairs = Array.from({ length: n }, (_, at) => ({ pairId: newId(), contentHash: hashOf(`${datasetId} ${at}`), constraintIds: [newId(), newId()] }))
  for (const { pairId, contentHash, constraintIds } of pairs) {
    await db().pair.create({ data: { id: pairId, datasetId, contentHash, source: 's', instruction: 'Say it.', response: 'Said.', responseWords: 1 } })
    await db().constraint.createMany({
      data: constraintIds.map((id, position) => ({
        id, datasetId, pairId, position, type: 'length.words', text: `Use at most ${position + 1} words.`, origin: 'rule' as const, checkerId: 'pincer:word_count', checkerVersion: version,
        kwargs: { max: position + 1 }, outcome: 'pass' as const, outcomeBy: 'rule' as const, fingerprint: String(position).repeat(32),
      })),
    })
  }
  return pairs
}

const statuses = ['accepted', 'accepted', 'rejected', 'pending', 'superseded'] as const
const acts = fc.array(
  fc.record({
    act: fc.constantFrom('decide', 'decide', 'verdict', 'edit', 'delete', 'decideAll', 'recheck'),
    pair: fc.nat(2),
    constraint: fc.nat(1),
    status: fc.constantFrom(...statuses),
    max: fc.integer({ min: 1, max: 3 }),
    outcome: fc.constantFrom('pass' as const, 'fail' as const),
    method: fc.constantFrom('rule' as const, 'llm' as const),
  }),
  { minLength: 5, maxLength: 25 },
)

it('are what they would be made anew, whatever happens to constraints and verdicts', async () => {
  let met = 0
  await fc.assert(
    fc.asyncProperty(acts, async (all) => {
      const pairs = await madePairs(3)
      for (const { act, pair, constraint, status, max, outcome, method } of all) {
        const { constraintIds, contentHash } = pairs[pair] ?? { constraintIds: [], contentHash: '' }
        const id = constraintIds[constraint] ?? ''
        if (act === 'decide') await db().constraint.updateMany({ where: { id }, data: { status } })
        else if (act === 'edit') await db().constraint.updateMany({ where: { id }, data: { text: `Use at most ${max} "words".\n`, kwargs: { max }, outcome } })
        else if (act === 'recheck') await db().constraint.updateMany({ where: { id }, data: { outcome, outcomeBy: method } })
        else if (act === 'delete') await db().constraint.deleteMany({ where: { id } })
        else if (act === 'decideAll') await db().constraint.updateMany({ where: { id: { in: pairs.flatMap((each) => each.constraintIds) } }, data: { status } })
        else if ((await db().constraint.count({ where: { id } })) > 0) {
          await db().verdict.create({ data: { id: newId(), constraintId: id, text: '', contentHash, method, outcome, checkerId: 'pincer:word_count', checkerVersion: version, kwargs: { max }, detail: '' } })
        }
        const { kept: lines, made } = await kept()
        expect(lines).toEqual(made)
        met = Math.max(met, lines.length)
      }
      await db().pair.delete({ where: { id: pairs[0]?.pairId ?? '' } })
      const { kept: lines, made } = await kept()
      expect(lines).toEqual(made)
      await db().dataset.deleteMany({})
    }),
    { numRuns: 12 },
  )
  expect(met).toBeGreaterThan(1)
}, 120_000)

it('says of a constraint what two who change a pair at the same time did', async () => {
  const [pair] = await madePairs(1)
  await Promise.all((pair?.constraintIds ?? []).map((id) => db().$transaction(async (tx) => void (await tx.constraint.update({ where: { id }, data: { status: 'accepted' } })))))
  const { kept: lines, made } = await kept()
  expect(lines).toEqual(made)
  expect(lines).toHaveLength(1)
  await db().dataset.deleteMany({})
})
