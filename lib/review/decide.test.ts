import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { db, pool } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { findOrCreateDataset } from '#lib/datasets/datasets.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { storeFindings } from '#lib/generation/run/store-findings.ts'
import { isProven, isRefuted, type ConstraintView, type DecisionInput } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { pairView } from '#lib/review/pair-view.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.org', role: 'reviewer' }
const response = 'The harbour wakes before the town. Gulls argue over the first crates, and the boats come in slowly.'
ownDatabase()
let datasetId: string

beforeAll(async () => {
  await db().user.create({ data: { id: ada.id, name: ada.name, email: ada.email } })
  datasetId = (await findOrCreateDataset(null, 'Decisions')).id
})

/** A fresh pair with a true, a false and an undecidable constraint, in this order of position. */
async function freshPair(): Promise<{ pairId: string; proven: ConstraintView; refuted: ConstraintView; soft: ConstraintView }> {
  const record = pairRecord({
    instruction: `Describe a harbour (${randomUUID()}).`,
    response,
    constraints: [
      { rawType: 'Digit', text: 'Your response should be no more than 40 words long.' },
      { rawType: 'Punctuation', text: 'Please verify that there are no commas in your entire response.' },
      { rawType: 'Desired_Writing_Style', text: 'Write in a calm, observant voice.' },
    ],
  })
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, [{ line: 1, record }]))
  const { id } = await db().pair.findFirstOrThrow({ where: { instruction: record.instruction } })
  const { constraints } = await pairView(id, ada)
  const [refuted, proven, soft] = constraints
  if (!refuted || !proven || !soft) throw new Error('three constraints were expected')
  return { pairId: id, proven, refuted, soft }
}

function decision(constraint: ConstraintView, kind: DecisionInput['kind'], more: Partial<DecisionInput> = {}): DecisionInput {
  return { id: randomUUID(), constraintId: constraint.id, kind, seenVersion: constraint.version, ...more }
}

async function take(input: DecisionInput) {
  const [result] = await decide(ada, [input])
  if (!result) throw new Error('one answer was expected')
  return result
}

async function applied(input: DecisionInput): Promise<ConstraintView> {
  const result = await take(input)
  if (result.outcome !== 'applied') throw new Error(`${result.outcome}: ${result.message}`)
  return result.constraint
}

describe('decide', () => {
  it('shows the refuted constraint first, with its measure and its place', async () => {
    const { refuted, proven, soft } = await freshPair()
    expect(refuted).toMatchObject({ outcome: 'fail', type: 'punctuation.absent', measured: 1 })
    expect(refuted.evidence.map(({ start, end }) => response.slice(start, end))).toEqual([','])
    expect(proven).toMatchObject({ outcome: 'pass', type: 'length.words' })
    expect(soft).toMatchObject({ outcome: null, checker: null })
  })

  it('accepts, counts it on the pair and keeps who and when', async () => {
    const { pairId, proven } = await freshPair()
    expect(await applied(decision(proven, 'accept'))).toMatchObject({
      status: 'accepted',
      version: 1,
      decision: { kind: 'accept', reviewer: 'Ada', mine: true },
    })
    expect((await pairView(pairId, { ...ada, id: 'ben', name: 'Ben' })).constraints.find(({ id }) => id === proven.id)).toMatchObject({ decision: { reviewer: 'Ada', mine: false } })
    const pair = await db().pair.findUniqueOrThrow({ where: { id: pairId } })
    expect(pair).toMatchObject({ constraintCount: 3, undecidedCount: 2, acceptedCount: 1, refutedCount: 1, status: 'in_review' })
  })

  it('answers a retried decision as before and takes it once', async () => {
    const { proven } = await freshPair()
    const input = decision(proven, 'accept')
    const results = await Promise.all([take(input), take(input), take(input)])
    for (const result of results) expect(result).toMatchObject({ outcome: 'applied', constraint: { status: 'accepted', version: 1 } })
    expect(await db().decision.count({ where: { constraintId: proven.id } })).toBe(1)
  })

  it('answers a stale version with a conflict that changes nothing', async () => {
    const { soft } = await freshPair()
    await applied(decision(soft, 'reject', { reason: 'vacuous' }))
    const late = await take(decision(soft, 'edit', { text: 'My long thought-out text.' }))
    expect(late).toMatchObject({ outcome: 'conflict', constraint: { status: 'rejected', version: 1, text: soft.text }, message: 'This constraint was decided meanwhile by you, elsewhere.' })
    const [another] = await decide({ ...ada, id: 'ben', name: 'Ben' }, [decision(soft, 'accept')])
    expect(another).toMatchObject({ outcome: 'conflict', message: 'This constraint was decided meanwhile by Ada.' })
    expect(await db().decision.count({ where: { constraintId: soft.id } })).toBe(1)
  })

  it('lets exactly one of many decisions on one version win', async () => {
    const { soft } = await freshPair()
    const results = await Promise.all(Array.from({ length: 12 }, (_, n) => take(decision(soft, n % 2 ? 'accept' : 'reject'))))
    expect(results.filter((result) => result.outcome === 'applied')).toHaveLength(1)
    expect(results.filter((result) => result.outcome === 'conflict')).toHaveLength(11)
  })

  it('refuses to accept what a program refutes', async () => {
    const { refuted } = await freshPair()
    const result = await take(decision(refuted, 'accept'))
    expect(result).toMatchObject({ outcome: 'refused' })
    expect((await db().constraint.findUniqueOrThrow({ where: { id: refuted.id } })).status).toBe('pending')
  })

  it('checks edited text: what holds is accepted with a new verdict, what does not stays undecided and refuted', async () => {
    const { refuted } = await freshPair()
    const mended = await applied(decision(refuted, 'edit', { text: 'Do not use any exclamation marks.' }))
    expect(mended).toMatchObject({ status: 'accepted', outcome: 'pass', type: 'punctuation.absent' })
    expect(mended.decision).toMatchObject({ kind: 'edit', previousText: refuted.text })
    const calm = await applied(decision(mended, 'edit', { text: 'Argue calmly and fairly.' }))
    expect(calm).toMatchObject({ type: 'unmapped', checker: null, outcome: null, status: 'accepted' })
    const broken = await applied(decision(calm, 'edit', { text: 'Your response should be at least 500 words long.' }))
    expect(broken).toMatchObject({ status: 'pending', outcome: 'fail', type: 'length.words' })
    const verdicts = await db().verdict.findMany({ where: { constraintId: refuted.id }, orderBy: { id: 'asc' } })
    expect(verdicts.map((verdict) => verdict.outcome)).toEqual(['fail', 'pass', 'fail'])
  })

  it('undoes and redoes through any number of steps, by appending', async () => {
    const { soft } = await freshPair()
    const first = decision(soft, 'flag', { reason: 'odd' })
    const flagged = await applied(first)
    const second = decision(flagged, 'edit', { text: 'Write calmly.' })
    const edited = await applied(second)
    const undoEdit = decision(edited, 'undo', { undoesId: second.id })
    const back = await applied(undoEdit)
    expect(back).toMatchObject({ status: 'flagged', text: soft.text, version: 3 })
    expect(back.decision).toMatchObject({ id: first.id, kind: 'flag', reason: 'odd' })
    const redone = await applied(decision(back, 'undo', { undoesId: undoEdit.id }))
    expect(redone).toMatchObject({ status: 'accepted', text: 'Write calmly.', version: 4 })
    expect(redone.decision).toMatchObject({ id: second.id, kind: 'edit', previousText: soft.text })
    const again = await applied(decision(redone, 'undo', { undoesId: second.id }))
    const start = await applied(decision(again, 'undo', { undoesId: first.id }))
    expect(start).toMatchObject({ status: 'pending', text: soft.text, version: 6, decision: null })
    expect(await db().decision.count({ where: { constraintId: soft.id } })).toBe(6)
  })

  it('refuses to undo what a later decision stands on', async () => {
    const { soft } = await freshPair()
    const first = decision(soft, 'accept')
    const accepted = await applied(first)
    const rejected = await applied(decision(accepted, 'reject'))
    expect(await take(decision(rejected, 'undo', { undoesId: first.id }))).toEqual({
      id: expect.any(String),
      outcome: 'refused',
      message: 'There is nothing to undo here, or a later decision stands in the way: undo that one first.',
    })
    expect(await db().constraint.findUniqueOrThrow({ where: { id: soft.id } })).toMatchObject({ status: 'rejected', version: 2 })
  })

  it('can rebuild the pair counters from the constraints after concurrent work', async () => {
    const { pairId, proven, refuted, soft } = await freshPair()
    await Promise.all([take(decision(proven, 'accept')), take(decision(refuted, 'reject')), take(decision(soft, 'skip'))])
    const { rows } = await pool().query(
      `SELECT p."undecidedCount", p."acceptedCount", p.status,
         (SELECT count(*)::int FROM "Constraint" c WHERE c."pairId" = p.id AND c.status = 'pending') AS undecided,
         (SELECT count(*)::int FROM "Constraint" c WHERE c."pairId" = p.id AND c.status = 'accepted') AS accepted
       FROM "Pair" p WHERE p.id = $1`,
      [pairId],
    )
    expect(rows[0]).toEqual({ undecidedCount: 0, acceptedCount: 1, status: 'reviewed', undecided: 0, accepted: 1 })
  })
})

describe('what a judge says', () => {
  /** Lets a judge speak of a constraint; answers with the constraint as it is then. */
  async function judged(constraint: ConstraintView, outcome: 'pass' | 'fail'): Promise<ConstraintView> {
    const pair = await db().pair.findUniqueOrThrow({ where: { id: constraint.pairId } })
    const verdict = { constraintId: constraint.id, outcome, meaningful: true, detail: 'So it seems.', evidence: [{ start: 0, end: 3, role: 'support' as const }], generationId: randomUUID() }
    const run = await db().run.create({ data: { id: randomUUID(), datasetId, kind: 'generate', params: {} } })
    await db().$transaction((tx) => storeFindings(tx, { id: run.id, datasetId }, [{ pairId: pair.id, contentHash: pair.contentHash, texts: new Map([[constraint.id, constraint.text]]), findings: { verdicts: [verdict] } }]))
    const now = (await pairView(pair.id, ada)).constraints.find(({ id }) => id === constraint.id)
    if (!now) throw new Error('the constraint is gone')
    return now
  }

  it('is shown as the judge’s, with its quote and the call it rests on, and is no proof', async () => {
    const view = await judged((await freshPair()).soft, 'pass')
    expect(view).toMatchObject({ outcome: 'pass', detail: 'So it seems.', judge: { generationId: expect.any(String) } })
    expect(view.evidence.map(({ start, end }) => response.slice(start, end))).toEqual(['The'])
    expect(isProven(view)).toBe(false)
  })

  it('may be overruled by a person, which a program’s no may not', async () => {
    const { soft, refuted } = await freshPair()
    const view = await judged(soft, 'fail')
    expect(isRefuted(view)).toBe(false)
    expect((await applied(decision(view, 'accept'))).status).toBe('accepted')
    expect(await take(decision(refuted, 'accept'))).toMatchObject({ outcome: 'refused' })
  })

  it('does not take the place of what a program says', async () => {
    const { proven } = await freshPair()
    const view = await judged(proven, 'fail')
    expect(view).toMatchObject({ outcome: 'pass', judge: null })
    expect(isProven(view)).toBe(true)
  })

  it('was said of a text, and not of what the text was edited to; undone, it counts again', async () => {
    const view = await judged((await freshPair()).soft, 'pass')
    const edit = decision(view, 'edit', { text: 'Your response should be no more than 50 words long.' })
    const edited = await applied(edit)
    expect(edited).toMatchObject({ outcome: 'pass', judge: null })
    expect(await applied(decision(edited, 'undo', { undoesId: edit.id }))).toMatchObject({ text: view.text, outcome: 'pass', judge: view.judge })
  })
})
