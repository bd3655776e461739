import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/auth/contract.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db, pool } from '#lib/db/client.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import type { DecisionInput } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { laneActor } from '#lib/review/lane/contract.ts'
import { precedents } from '#lib/review/precedents/precedents.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

const ben = { id: 'ben', name: 'Ben', email: 'ben@example.org', role: 'reviewer' }
const calm = 'Write in a calm, observant voice.'
let datasetId: string

beforeAll(async () => {
  await db().user.create({ data: { id: ben.id, name: ben.name, email: ben.email } })
  datasetId = (await createDataset(ada, { name: 'Precedents' })).id
})

/** A new pair with constraints of these texts, decided as said; null leaves one open. */
async function decided(who: Actor, texts: [string, Partial<DecisionInput> | null][]): Promise<string> {
  const record = pairRecord({ instruction: randomUUID(), constraints: texts.map(([text]) => ({ rawType: 'Desired_Writing_Style', text })) })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 1, record }]))
  const pair = await db().pair.findFirstOrThrow({ where: { instruction: record.instruction }, include: { constraints: { orderBy: { position: 'asc' } } } })
  for (const [n, { id, version }] of pair.constraints.entries()) {
    const how = texts[n]?.[1]
    if (how) await decide(who, [{ id: randomUUID(), constraintId: id, seenVersion: version, kind: 'accept', ...how }])
  }
  return pair.id
}

async function ask(text: string, pairId: string = randomUUID(), who = ada) {
  const [like] = await db().constraint.findMany({ where: { datasetId }, take: 1, select: { type: true } })
  return precedents(datasetId, who.id, { pairId, type: like?.type ?? '', text })
}

describe('precedents', () => {
  it('tell how constraints of one wording were decided, why and by how many', async () => {
    await decided(ada, [[calm, {}]])
    await decided(ben, [[calm, { kind: 'reject', reason: 'vacuous' }]])
    await decided(ada, [[calm, { kind: 'reject', reason: 'vacuous' }], ['Name every bird.', {}]])
    expect((await ask(calm))[0]).toMatchObject({ text: calm, similarity: 1, accepted: 1, rejected: 2, edited: 0, people: 2, reasons: [{ reason: 'vacuous', count: 2 }] })
  })

  it('put the most alike first and leave out what is not', async () => {
    const found = await ask('Write in a calm and observant voice, please.')
    expect(found[0]?.text).toBe(calm)
    expect(found.map(({ text }) => text)).not.toContain('Name every bird.')
  })

  it('show nothing of pairs that are not decided throughout, nor of their own pair', async () => {
    const own = 'Sound like a lighthouse keeper on leave.'
    const mine = await decided(ada, [[own, {}], ['Let the lamp turn.', null]])
    expect(await ask(own)).toEqual([])
    const [open] = await db().constraint.findMany({ where: { pairId: mine, status: 'pending' } })
    if (!open) throw new Error('one is open')
    await decide(ada, [{ id: randomUUID(), constraintId: open.id, seenVersion: open.version, kind: 'accept' }])
    expect((await ask(own)).map(({ text }) => text)).toContain(own)
    expect((await ask(own, mine)).map(({ text }) => text)).not.toContain(own)
  })

  it('show nothing of pairs that somebody else has just now', async () => {
    const text = 'Speak as a heron would of its pond.'
    const pairId = await decided(ben, [[text, {}]])
    await db().reviewSlot.create({ data: { datasetId, pairId, slot: 1, reviewerId: ben.id, leasedUntil: new Date(Date.now() + 60_000) } })
    expect(await ask(text)).toEqual([])
    expect(await ask(text, randomUUID(), ben)).toHaveLength(1)
  })

  it('show nothing that was taken back', async () => {
    const text = 'Whisper as the reeds do.'
    const pairId = await decided(ada, [[text, { kind: 'flag' }]])
    const [constraint] = await db().constraint.findMany({ where: { pairId } })
    if (!constraint) throw new Error('there is one')
    const accept = randomUUID()
    await decide(ada, [{ id: accept, constraintId: constraint.id, seenVersion: 1, kind: 'accept' }])
    expect(await ask(text)).toHaveLength(1)
    await decide(ada, [{ id: randomUUID(), constraintId: constraint.id, seenVersion: 2, kind: 'undo', undoesId: accept }])
    expect(await ask(text)).toEqual([])
  })

  it('are none where nobody looked: the lane that lets constraints skip people makes no precedent', async () => {
    await db().user.upsert({ where: { id: laneActor.id }, create: { ...laneActor }, update: {} })
    const text = 'Hum as the wires do.'
    await decided(laneActor, [[text, {}]])
    expect(await ask(text)).toEqual([])
    await decided(ben, [[text, {}]])
    expect(await ask(text)).toMatchObject([{ text, accepted: 1, people: 1 }])
  })

  it('are found among twenty thousand constraints, whatever their words', { timeout: 300_000 }, async () => {
    const { id } = await createDataset(ada, { name: 'Many' })
    await pool().query(
      `INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, response, "responseWords", status)
       SELECT gen_random_uuid(), $1, md5(n::text) || md5(n::text), 'test', 'Instruction ' || n, 'Response', 1, 'reviewed' FROM generate_series(1, 4000) n`,
      [id],
    )
    await pool().query(
      `INSERT INTO "Constraint" (id, "datasetId", "pairId", position, type, text, origin, status, fingerprint)
       SELECT gen_random_uuid(), $1, p.id, n, 'type.' || (n % 5), 'Write in a voice that is ' || md5(p.id::text || n) || ', for readers of ' || md5(n::text || p.id) || '.', 'llm',
         (CASE WHEN n % 2 = 0 THEN 'accepted' ELSE 'rejected' END)::"ConstraintStatus", md5(p.id::text || n)
       FROM "Pair" p CROSS JOIN generate_series(1, 5) n WHERE p."datasetId" = $1`,
      [id],
    )
    await pool().query(
      `INSERT INTO "Decision" (id, "datasetId", "pairId", "constraintId", "reviewerId", kind, "seenVersion", "resultVersion", before)
       SELECT gen_random_uuid(), $1, c."pairId", c.id, $2, (CASE c.status WHEN 'accepted' THEN 'accept' ELSE 'reject' END)::"DecisionKind", 0, 1, '{}' FROM "Constraint" c WHERE c."datasetId" = $1`,
      [id, ada.id],
    )
    await pool().query('ANALYZE "Decision", "Constraint", "Pair", "ReviewSlot"')
    const rare = 'Let the osprey have the last word.'
    await pool().query(`UPDATE "Constraint" SET text = $2 WHERE id = (SELECT id FROM "Constraint" WHERE "datasetId" = $1 AND type = 'type.3' ORDER BY id LIMIT 1)`, [id, rare])
    // Of everything, not of the newest: by its text, by a rare word, and where its own type has others.
    const texts = async (type: string, text: string) => (await precedents(id, ada.id, { pairId: randomUUID(), type, text })).map((found) => found.text)
    expect((await texts('type.3', rare))[0]).toBe(rare)
    expect((await texts('type.3', 'Give the osprey the last word.'))[0]).toBe(rare)
    expect(await texts('type.1', 'Let the osprey have the last word, please.')).toContain(rare)
    for (let n = 0; n < 5; n++) expect(await texts(`type.${n}`, 'Write in a voice that is calm, for readers of novels.')).toHaveLength(8)
  })
})
