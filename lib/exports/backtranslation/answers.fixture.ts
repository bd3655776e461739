import { createHash, randomUUID } from 'node:crypto'
import { compileConstraint } from '#lib/constraints/index.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import type { DecisionInput } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { ada } from '#lib/runs/installation.fixture.ts'

/** What a model proposed of each response, by its kinds. */
export const proposals = [
  { kind: 'style.tone', text: 'Write in a calm, observant voice.' },
  { kind: 'prohibition.content', text: 'Do not use any commas.' },
  { kind: 'Audience', text: 'Address a child who has never seen the sea.' },
] as const

/** What is done with each of the proposals of a pair; null: nobody has decided it. */
export type Acts = readonly (Pick<DecisionInput, 'kind' | 'text' | 'reason'> | null)[]

export const accept = { kind: 'accept' } as const

/** A dataset of pairs that a model back-translated in one call each, of which people have decided. Returns its id. */
export async function answeredDataset(acts: readonly Acts[]): Promise<string> {
  const datasetId = (await createDataset(null, { name: `Answered ${randomUUID()}`, license: 'CC0-1.0' })).id
  const records = acts.map((_, n) => ({ line: n + 1, record: pairRecord({ instruction: `Describe harbour ${n}.`, response: `Harbour ${n} wakes early. Boats leave it at dawn and gulls follow number ${n * 7}.` }) }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'logbook', license: null }, records))
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' } })
  for (const [n, { id: pairId }] of pairs.entries()) {
    const generationId = newId()
    await db().generation.create({ data: { id: generationId, pairId, step: 'backtranslate', promptVersion: 'backtranslate-global/1', model: 'made-up', requestHash: hashOf(pairId), status: 'ok', request: {} } })
    for (const [position, { kind, text }] of proposals.entries()) {
      const checker = compileConstraint(text)?.checker ?? null
      const constraint = await db().constraint.create({
        data: {
          id: newId(), datasetId, pairId, position, type: kind === 'Audience' ? 'unmapped' : kind, rawType: kind === 'Audience' ? kind : null, text, origin: 'llm', generationId,
          checkerId: checker?.id ?? null, checkerVersion: checker ? 1 : null, ...(checker ? { kwargs: JSON.parse(JSON.stringify(checker.kwargs)) } : {}), fingerprint: hashOf(kind + text).slice(0, 32),
        },
      })
      const act = acts[n]?.[position]
      if (act) await decided(constraint.id, act)
    }
  }
  return datasetId
}

async function decided(constraintId: string, act: NonNullable<Acts[number]>): Promise<void> {
  const [result] = await decide(ada, [{ id: randomUUID(), constraintId, seenVersion: 0, ...act }])
  if (result?.outcome !== 'applied') throw new Error(`not decided: ${JSON.stringify(result)}`)
  if (act.kind !== 'edit') return
  const { version } = await db().constraint.findUniqueOrThrow({ where: { id: constraintId } })
  await decide(ada, [{ id: randomUUID(), constraintId, kind: 'accept', seenVersion: version }])
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
