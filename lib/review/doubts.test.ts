import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findOrCreateDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { storeFindings } from '#lib/generation/run/store-findings.ts'
import { seededRng } from '#lib/random.ts'
import { answerChecks, plantCheck } from '#lib/review/checks/check.fixture.ts'
import { decide } from '#lib/review/decide.ts'
import { ada, ben, people, storeHarbours, voice } from '#lib/review/harbours.fixture.ts'
import { addConstraint } from '#lib/review/own-constraints.ts'
import { takeFromQueue } from '#lib/review/queue.ts'
import { reviewPage } from '#lib/review/review-page.ts'
import { standingDecision } from '#lib/review/undo-history.ts'

ownDatabase()
let datasetId: string

beforeAll(async () => {
  await db().user.createMany({ data: people.map(({ id, name, email }) => ({ id, name, email })) })
})

beforeEach(async () => {
  datasetId = (await findOrCreateDataset(null, `Doubts ${randomUUID()}`)).id
  await db().dataset.update({ where: { id: datasetId }, data: { policy: { order: 'uncertain' } } })
})

const noCommas = { rawType: 'Punctuation', text: 'Please verify that there are no commas in your entire response.' }
const short = { rawType: 'Digit', text: 'Your response should be no more than 40 words long.' }
const calm = { rawType: 'Emotion', text: 'Sound calm.' }

/** Lets a judge speak of a constraint. */
async function judge(constraintId: string, outcome: 'pass' | 'fail' | 'unsure'): Promise<void> {
  const { pair, text } = await db().constraint.findUniqueOrThrow({ where: { id: constraintId }, include: { pair: true } })
  const run = await db().run.create({ data: { id: randomUUID(), datasetId, kind: 'generate', params: {} } })
  const verdict = { constraintId, outcome, meaningful: true, detail: 'So it seems.', evidence: [], generationId: randomUUID() }
  await db().$transaction((tx) => storeFindings(tx, { id: run.id, datasetId }, [{ pairId: pair.id, contentHash: pair.contentHash, texts: new Map([[constraintId, text]]), findings: { verdicts: [verdict] } }]))
}

async function soft(pairId: string | undefined, text = voice.text): Promise<string> {
  return (await db().constraint.findFirstOrThrow({ where: { pairId: pairId ?? '', text } })).id
}

/** The doubt of one constraint, by the rule in words: the writer's voice, a judge's each, a program's four. */
function doubtOf(outcome: string | null, by: string | null, judges: readonly string[]): number {
  if ((outcome === 'fail' || outcome === 'error') && by !== 'llm') return 100
  const voices: [string, number][] = [['pass', 1], ...judges.map((one): [string, number] => [one, 1])]
  if (outcome !== null && by !== 'llm') voices.push([outcome, 4])
  else if (outcome !== null && judges.length === 0) voices.push([outcome, 1])
  const said = (wanted: string): number => voices.reduce((sum, [what, weight]) => sum + (what === wanted ? weight : what === 'pass' || what === 'fail' ? 0 : weight / 2), 0)
  const [yes, no] = [said('pass'), said('fail')]
  return Math.round(100 * (1 - Math.abs(yes - no) / (yes + no + 1)))
}

/** What is to be kept of every pair of the dataset, counted from scratch. */
async function countedAnew() {
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, include: { constraints: { where: { status: { not: 'superseded' } }, include: { verdicts: { where: { method: 'llm' } } } } } })
  return pairs.flatMap(({ id, status, constraints }) => {
    if (constraints.length === 0) return []
    const doubts = constraints.map((one) => doubtOf(one.outcome, one.outcomeBy, one.verdicts.filter(({ text }) => text === one.text).map(({ outcome }) => outcome)))
    const most = Math.max(...doubts)
    return [{ pairId: id, datasetId, certainty: 100_000 - 1000 * most - Math.min(999, doubts.reduce((sum, one) => sum + one, 0) - most), open: status !== 'reviewed' }]
  })
}

function kept() {
  return db().pairDoubt.findMany({ where: { datasetId }, orderBy: { pairId: 'asc' }, omit: { spare: true } })
}

describe('the queue that goes by doubt', () => {
  it('hands out by degrees: the most doubtful constraint first, among equals what the others are in doubt together', async () => {
    const ids = await storeHarbours(datasetId, [[short], [voice], [voice, calm], [voice], [noCommas], [voice], [voice]])
    const [proven, one, two, accepted, refuted, split, unsure] = ids
    await judge(await soft(accepted), 'pass')
    await judge(await soft(split), 'pass')
    await judge(await soft(split), 'fail')
    await judge(await soft(unsure), 'unsure')
    const order = [refuted, split, unsure, two, one, accepted, proven]
    expect(await takeFromQueue(datasetId, ada.id, { scope: 'undecided', limit: 7 })).toEqual(order)
    // From any of them it goes on where it was, also when something else is known of it meanwhile.
    await judge(await soft(two), 'pass')
    await judge(await soft(two, calm.text), 'pass')
    expect(await takeFromQueue(datasetId, ada.id, { scope: 'undecided', limit: 2, after: two })).toEqual([one, accepted])
    expect(await takeFromQueue(datasetId, ada.id, { scope: 'undecided', limit: 2, before: one })).toEqual([unsure, split])
    expect(await takeFromQueue(datasetId, ada.id, { scope: 'all', limit: 2 })).toEqual([refuted, split])
    const { pairs } = await reviewPage(ada, datasetId, { scope: 'undecided', limit: 7 })
    expect(pairs.map(({ why }) => why?.replace(/; a program.*/, '.'))).toEqual([
      'Doubtful first: one constraint refuted, unchecked or unsure, in doubt by 100 of 100.',
      'Doubtful first: one constraint refuted, unchecked or unsure, in doubt by 75 of 100.',
      'Doubtful first: one constraint refuted, unchecked or unsure, in doubt by 67 of 100.',
      'Doubtful first: one constraint that nothing has checked, in doubt by 50 of 100.',
      'Doubtful first: 2 constraints by a judge’s word alone, in doubt by 33 of 100.',
      'Doubtful first: one constraint by a judge’s word alone, in doubt by 33 of 100.',
      'Doubtful first: all in it is proven, in doubt by 17 of 100.',
    ])
  })

  it('tells nothing of what is proven where checks are mixed in', async () => {
    await storeHarbours(datasetId, [[short], [voice], [noCommas]])
    await db().dataset.update({ where: { id: datasetId }, data: { policy: { order: 'uncertain', goldRate: 5 } } })
    const { pairs } = await reviewPage(ada, datasetId, { scope: 'undecided', limit: 3 })
    const nothing = 'Doubtful first: nothing in it is refuted, unchecked or unsure.'
    const silent = ['Doubtful first: one constraint refuted, unchecked or unsure.', nothing, nothing]
    expect(pairs.map(({ why }) => why)).toEqual(silent)
    // Nor where none are made any more, while one waits for anybody's answer.
    await plantCheck({ datasetId, pairId: pairs[1]?.id ?? '', reviewerId: ben.id, text: 'Be brave.' })
    await db().dataset.update({ where: { id: datasetId }, data: { policy: { order: 'uncertain', goldRate: 0 } } })
    const said = async () => (await reviewPage(ada, datasetId, { scope: 'undecided', limit: 3 })).pairs.map(({ why }) => why)
    expect(await said()).toEqual(silent)
    await answerChecks(datasetId)
    expect(await said()).toEqual(expect.arrayContaining([expect.stringContaining('all in it is proven')]))
  })
})

it('what is kept of how much is in doubt is what counting from scratch says, after any work', async () => {
  const rng = seededRng('doubts')
  const ids = await storeHarbours(datasetId, [[voice, short], [noCommas, calm], [voice], [], [short, noCommas, voice, calm]])
  expect(await kept()).toEqual(await countedAnew())
  expect(await kept()).toHaveLength(4)
  for (let step = 0; step < 40; step += 1) {
    const constraints = await db().constraint.findMany({ where: { datasetId }, orderBy: { id: 'asc' }, include: { decisions: { orderBy: { resultVersion: 'asc' } } } })
    const constraint = rng.pick(constraints)
    const act = rng.pick(['accept', 'accept', 'reject', 'edit', 'undo', 'judge', 'judge', 'own'] as const)
    if (act === 'judge') await judge(constraint.id, rng.pick(['pass', 'fail', 'unsure']))
    else if (act === 'own') await addConstraint(rng.pick(ids), `Use at least ${step + 1} words.`)
    else {
      const undoesId = act === 'undo' ? standingDecision(constraint.decisions)?.id : undefined
      await decide(ada, [{ id: randomUUID(), constraintId: constraint.id, kind: act, seenVersion: constraint.version, ...(act === 'edit' ? { text: rng.pick(['Use at most 3 words.', 'Use at most 90 words.', 'Be brave.']) } : {}), ...(undoesId ? { undoesId } : {}) }])
    }
    expect(await kept(), `${step} ${act}`).toEqual(await countedAnew())
  }
  expect((await kept()).some(({ open }) => !open)).toBe(true)
  // The same as all at once.
  const now = await db().$queryRaw`SELECT n."pairId", n."datasetId", n.certainty FROM "PairDoubtNow" n WHERE n."datasetId" = ${datasetId}::uuid ORDER BY 1`
  expect(now).toEqual((await kept()).map(({ open: _, ...row }) => row))
}, 120_000)
