import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#lib/auth/contract.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { newId } from '#lib/db/id.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { seededRng } from '#lib/random.ts'
import { decide } from '#lib/review/decide.ts'
import type { DecisionInput } from '#lib/review/contract.ts'
import { addConstraint } from '#lib/review/own-constraints.ts'
import { readPairs } from '#lib/review/pair-rows.ts'
import { pairView, toPairView } from '#lib/review/pair-view.ts'
import { savePolicy, usePolicies } from '#lib/review/policy.fixture.ts'
import { reviewPolicy } from '#lib/review/policy.ts'

const person = (id: string, role: string): Actor => ({ id, name: `${id} of Ålesund`, email: `${id}@example.org`, role })
const [lead, ada, ben, cleo] = [person('lead', 'owner'), person('ada', 'reviewer'), person('ben', 'reviewer'), person('cleo', 'reviewer')]
const people = [lead, ada, ben, cleo]
ownDatabase()
usePolicies()
let datasetId: string
let ids: string[]

/** All that a view is made of, relation by relation: what the one statement has to say, too. */
const include = {
  constraints: {
    where: { status: { not: 'superseded' } },
    orderBy: { position: 'asc' },
    include: {
      decisions: { orderBy: { resultVersion: 'asc' }, include: { reviewer: { select: { name: true } } } },
      opinions: { orderBy: { reviewerId: 'asc' } },
      verdicts: { where: { method: 'llm' }, orderBy: { id: 'desc' }, take: 5, select: { text: true, generationId: true } },
    },
  },
  variants: { where: { kind: 'refined' }, include: { decisions: { orderBy: { resultVersion: 'asc' }, include: { reviewer: { select: { name: true, role: true } } } } } },
} satisfies Prisma.PairInclude

beforeAll(async () => {
  await db().user.createMany({ data: people.map(({ id, name, email, role }) => ({ id, name, email, role })) })
  datasetId = (await createDataset(null, { name: 'Rows' })).id
  const texts = [['Digit', 'Use at most 20 words.'], ['Tone_Constraints', 'Be "kind" – ünïcode \\ and 中文.'], ['Digit', 'Write at least 500 words.'], ['Digit', 'Use at most 3 sentences.']] as const
  const items = Array.from({ length: 8 }, (_, n) => ({
    line: n + 1,
    record: pairRecord({
      instruction: `Question ${n}`,
      response: 'An answer of a few words.\n'.repeat(1 + n),
      ...(n % 2 ? { language: 'pt-BR', system: 'Be brief.', history: [{ role: 'user' as const, content: 'Before?' }] } : {}),
      constraints: texts.slice(0, 1 + (n % 4)).map(([rawType, text]) => ({ rawType, text })),
    }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'x', license: null }, items))
  ids = (await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id)
  const refined = ids.slice(0, 4).map((pairId, n) => ({ id: newId(), datasetId, pairId, kind: 'refined' as const, text: `Refined ${n}`, origin: 'llm' as const, fingerprint: String(n).padStart(32, '0') }))
  await db().variant.createMany({ data: refined })
  await actAtRandom(1)
  await savePolicy(lead, datasetId, reviewPolicy.parse({ overlap: 2, share: 60 }))
  await actAtRandom(2)
  await savePolicy(lead, datasetId, reviewPolicy.parse({ overlap: 3, blind: false }))
  await actAtRandom(3)
  await judge()
}, 120_000)

/** Everybody does this and that; what is refused does not matter here. */
async function actAtRandom(seed: number): Promise<void> {
  const rng = seededRng(`rows ${seed}`)
  const kinds = ['accept', 'accept', 'reject', 'skip', 'flag', 'edit', 'undo'] as const
  for (const pairId of ids.slice(0, 7)) {
    for (const actor of people.filter(() => rng.next() < 0.8)) {
      if (rng.next() < 0.15) await addConstraint(pairId, `Be as ${actor.name} would be, ${seed} times.`)
      const { constraints, refinement } = await pairView(pairId, actor)
      for (const view of [...constraints, ...(refinement ? [refinement] : [])]) {
        const kind = rng.pick(kinds)
        const input: DecisionInput = { id: randomUUID(), constraintId: view.id, kind, seenVersion: view.version, elapsedMs: 900 }
        if (kind === 'edit') input.text = `${view.text} Or so.`
        if (kind === 'reject') input.reason = 'false'
        if (kind === 'undo' && view.decision) input.undoesId = view.decision.id
        if (actor === lead && rng.next() < 0.3) input.final = true
        await decide(actor, [input])
      }
    }
  }
}

/** A judge says something of every other constraint, more often than is shown, and of one what a program denies. */
async function judge(): Promise<void> {
  const rows = await db().constraint.findMany({ where: { datasetId }, include: { pair: true }, orderBy: { id: 'asc' } })
  for (const [n, row] of rows.entries()) {
    if (n % 2) continue
    const of = { constraintId: row.id, contentHash: row.pair.contentHash, method: 'llm', detail: '' } as const
    const texts = [row.text, 'Another text.', row.text, ...Array.from({ length: n % 3 ? 1 : 5 }, () => 'Yet another.')]
    for (const [at, text] of texts.entries()) await db().verdict.create({ data: { ...of, id: newId(), text, outcome: n % 4 ? 'pass' : 'fail', generationId: at === 0 ? newId() : null } })
    if (n % 6 === 0) await db().constraint.update({ where: { id: row.id }, data: { outcome: 'unsure', outcomeBy: 'llm', measured: 1 / 3 } })
  }
}

it('says of every pair what its relations say, to everybody, under every policy', async () => {
  const related = await db().pair.findMany({ where: { id: { in: ids } }, include, orderBy: { id: 'asc' } })
  const { rows } = await readPairs(ids, ada.id)
  expect(rows.map(({ id }) => id)).toEqual(ids)
  const all = related.flatMap(({ constraints }) => constraints)
  const decisions = all.flatMap((row) => row.decisions)
  // The data is of every sort.
  expect(new Set(decisions.map(({ kind }) => kind))).toEqual(new Set(['accept', 'reject', 'skip', 'flag', 'edit', 'undo']))
  expect(new Set(decisions.map(({ track }) => track)).size).toBeGreaterThan(3)
  expect([all.some(({ opinions }) => opinions.length > 1), all.some(({ origin }) => origin === 'human'), related.some(({ variants }) => variants.some((row) => row.decisions.length > 1))]).toEqual([true, true, true])
  for (const policy of [{}, { overlap: 2 }, { overlap: 2, share: 50 }, { overlap: 3, blind: false }, { overlap: 2, adjudicators: ['ben'] }].map((each) => reviewPolicy.parse(each))) {
    for (const { id } of people) {
      for (const looks of [{}, { looking: true }, { adjudicating: true }]) {
        const reader = { id, policy, ...looks }
        expect(rows.map((row) => toPairView(row, reader))).toEqual(related.map((row) => toPairView(row, reader)))
      }
    }
  }
})

it('says where programs and judges differ', async () => {
  const { differing } = await readPairs(ids, ada.id)
  const asked = await db().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT c.id FROM "Constraint" c JOIN "Verdict" v ON v."constraintId" = c.id
    WHERE c."datasetId" = ${datasetId}::uuid AND c.status <> 'superseded' AND v.method = 'llm' AND v.text = c.text AND v.outcome IN ('pass', 'fail') AND v.outcome <> c.outcome`
  expect(asked.length).toBeGreaterThan(0)
  expect([...differing].toSorted()).toEqual(asked.map(({ id }) => id).toSorted())
})

it('leaves out what is gone, and keeps the order that was asked for', async () => {
  const [first = '', second = ''] = ids
  expect((await readPairs([second, newId(), first], ada.id)).rows.map(({ id }) => id)).toEqual([second, first])
  expect(await readPairs([], ada.id)).toEqual({ rows: [], differing: new Set(), checked: new Set() })
})
