import { createHash, randomUUID } from 'node:crypto'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { exportOf } from '#lib/exports/accepted.fixture.ts'
import { compileConstraint, checkConstraint, mapRawType } from '#lib/constraints/index.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { seededRng, type Rng } from '#lib/random.ts'
import { insertConstraints, refreshPairs, type NewConstraint } from '#lib/review/constraint-rows.ts'
import { plantCheck, unansweredChecks } from '#lib/review/checks/check.fixture.ts'
import type { DecisionInput } from '#lib/review/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { savePolicy } from '#lib/review/policy.fixture.ts'
import { reviewPolicy } from '#lib/review/policy.ts'
import { ada } from '#lib/runs/installation.fixture.ts'
import { gradePairs } from '#lib/stats/grades/grade-pairs.ts'

export { useInstallation } from '#lib/runs/installation.fixture.ts'

const person = (id: string, role: string) => ({ id, name: id, email: `${id}@example.org`, role })
const [ben, lea] = [person('ben', 'reviewer'), person('lea', 'owner')]
/** Who decides in the fixture; Lea leads. */
export const people = { ada, ben, lea }

const stated = ['Use at most 20 words.', 'Use at most 300 words.', 'Do not use any commas.', 'Write at least 3 sentences.', 'Mention the word "harbour".', 'Be kind.', 'Sound like a keeper.', 'Write for a child of ten.', 'Answer in one paragraph.']
const names = ['Digit', 'Desired_Writing_Style', 'Tone_Constraints', 'Target_Audience', 'Nobody_Knows']
const sentence = 'The people of the town walked down to the harbour in the morning and watched the boats come home with the fish that they had caught. '

/**
 * A small dataset in which there is some of everything that statistics count: imports, constraints of rules, models and people, prompts and prices in two currencies, calls that failed, words of judges, decisions of several
 * people taken back and brought back, disputes, checks, pairs that were deleted, exports, near-duplicates, words of benchmarks. The same seed makes the same acts. Returns its id.
 */
export async function variedDataset(seed: number, pairs = 30): Promise<string> {
  const rng = seededRng(seed, 'varied')
  await db().user.createMany({ data: [ben, lea].map(({ id, name, email }) => ({ id, name, email })), skipDuplicates: true })
  const datasetId = (await createDataset(null, { name: `Varied ${randomUUID()}`, license: rng.pick(['CC0-1.0', null]) })).id
  const runs = Array.from({ length: rng.int(1, 2) }, () => newId())
  for (const [n, runId] of runs.entries()) {
    await db().run.create({ data: { id: runId, datasetId, kind: 'import', params: {}, status: 'done', counts: { in: 99, out: 9, dropped: { duplicate: n * rng.int(0, 3), 'no response': rng.int(0, 2) } } } })
    const items = Array.from({ length: Math.ceil(pairs / runs.length) }, (_, line) => ({ line: line + 1, record: record(rng, n * pairs + line) }))
    await db().$transaction((tx) => storePairs(tx, { datasetId, runId, source: 'file', license: null }, items))
  }
  await addCalls(rng, datasetId, await endpoints())
  await addBeside(rng, datasetId)
  await review(rng, datasetId, 1)
  if (rng.next() < 0.7) {
    await savePolicy(lea, datasetId, reviewPolicy.parse({ overlap: 2, share: rng.pick([50, 100]) }))
    await review(rng, datasetId, 2)
  }
  if (rng.next() < 0.7) await exportOf(datasetId, { minConstraints: 1, maxConstraints: 9, dropNearDuplicates: rng.next() < 0.5, ...(rng.next() < 0.5 ? { longestWords: 100 } : {}) })
  if (rng.next() < 0.3) await savePolicy(lea, datasetId, reviewPolicy.parse({ overlap: 1 }))
  await review(rng, datasetId, 3)
  await gradePairs(datasetId, rng.int(pairs - 8, pairs))
  await deleteSome(rng, datasetId)
  await spreadOverDays(rng, datasetId)
  return datasetId
}

function record(rng: Rng, n: number) {
  const words = rng.pick([3, 19, 40, 120, 310, 1200])
  return pairRecord({
    instruction: `Question ${n}${rng.next() < 0.3 ? ' of the harbour' : ''}`,
    response: rng.next() < 0.5 ? sentence.repeat(rng.int(1, 9)) : `${'word '.repeat(rng.int(1, words))}end.`,
    source: rng.pick(['alpha', 'beta', 'gamma', null]),
    language: rng.pick(['de', 'en', 'fr', null]),
    license: rng.pick(['MIT', 'CC0-1.0', null, null]),
    constraints: rng.shuffle(stated).slice(0, rng.int(0, 3)).map((text) => ({ rawType: rng.pick(names), text })),
  })
}

/** Three endpoints in two currencies; the last is gone. */
async function endpoints(): Promise<(string | null)[]> {
  const made = ['USD', 'EUR'].map((currency) => ({ id: newId(), name: randomUUID(), baseUrls: [], model: 'x', currency }))
  await db().endpoint.createMany({ data: made })
  return [...made.map(({ id }) => id), null]
}

/** What models, rules and people add to pairs, and what judges say of what no program can tell. */
async function addCalls(rng: Rng, datasetId: string, known: readonly (string | null)[]): Promise<void> {
  // As most have it: one currency; and as few do.
  const priced = rng.next() < 0.5 ? known.slice(0, 1) : known
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { contentHash: 'asc' }, include: { constraints: true } })
  const call = async (pairId: string, step: string): Promise<string> => {
    const id = newId()
    const [model, promptVersion] = [rng.pick(['small', 'big', 'import']), `${step}/${rng.int(1, 2)}`]
    const data = { id, pairId, step, model, promptVersion, requestHash: randomUUID(), status: rng.next() < 0.2 ? ('error' as const) : ('ok' as const), request: {}, latencyMs: rng.pick([null, 500, 2500]), cost: rng.pick([null, '0.25', '0.5']), endpointId: rng.pick(priced) }
    await db().generation.create({ data })
    return id
  }
  for (const { id: pairId, response, contentHash, constraints } of pairs) {
    const made: (NewConstraint & { contentHash: string })[] = []
    const add = (text: string, more: Pick<NewConstraint, 'origin'> & Partial<NewConstraint>): void => {
      const compiled = compileConstraint(text, { rawType: 'Style' })
      const checker = compiled?.checker ?? null
      made.push({ pairId, position: constraints.length + made.length, type: compiled?.type ?? mapRawType(rng.pick(names)), rawType: null, text, checker, verdict: checker && checkConstraint(checker, response), contentHash, ...more })
    }
    for (let n = rng.int(0, 2); n > 0; n--) {
      const generationId = await call(pairId, 'backtranslate')
      for (const text of rng.shuffle(stated).slice(0, rng.int(0, 2))) add(`${text}${rng.next() < 0.3 ? ' Please.' : ''}`, { origin: 'llm', generationId })
    }
    if (rng.next() < 0.4) add(rng.pick(stated.slice(0, 5)), { origin: 'rule' })
    if (rng.next() < 0.1) add('Say it as a friend would.', { origin: 'human' })
    if (rng.next() < 0.3) await call(pairId, 'judge')
    await db().$transaction((tx) => insertConstraints(tx, datasetId, null, made))
  }
  for (const { id, outcome } of await db().constraint.findMany({ where: { datasetId }, orderBy: [{ pair: { contentHash: 'asc' } }, { position: 'asc' }] })) {
    const judged = outcome === null && rng.next() < 0.5 ? { outcome: rng.pick(['pass', 'fail', 'unsure'] as const), outcomeBy: 'llm' as const } : {}
    const status = rng.next() < 0.1 ? { status: 'superseded' as const } : {}
    await db().constraint.update({ where: { id }, data: { ...judged, ...status } })
  }
  await db().$transaction((tx) => refreshPairs(tx, pairs.map(({ id }) => id)))
}

/** What other runs know of pairs, and checks that are mixed in. */
async function addBeside(rng: Rng, datasetId: string): Promise<void> {
  await db().benchmarkList.createMany({ data: ['ifbench', 'ifeval'].map((name) => ({ name, prompts: 1 })), skipDuplicates: true })
  const pairs = await db().pair.findMany({ where: { datasetId }, orderBy: { contentHash: 'asc' }, include: { constraints: { orderBy: { position: 'asc' } } } })
  let first: string | undefined
  for (const { id: pairId, constraints } of pairs) {
    if (first !== undefined && rng.next() < 0.2) await db().pair.update({ where: { id: pairId }, data: { nearDuplicateOfId: first } })
    else if (first === undefined || rng.next() < 0.5) first = pairId
    for (const list of ['ifbench', 'ifeval']) if (rng.next() < 0.1) await db().contamination.create({ data: { datasetId, pairId, list, shared: 1, of: 9 } })
    for (const { id: constraintId } of constraints) {
      for (let n = rng.int(-2, 2); n > 0; n--) {
        const [value, rate] = [rng.int(0, 4) / 4, rng.int(0, 4) / 4]
        await db().measurement.create({ data: { id: newId(), datasetId, pairId, constraintId, kind: 'natural_satisfaction', value, n: 4, detail: { with: { rate } }, fingerprint: createHash('md5').update(`${constraintId} ${n}`).digest('hex') } })
      }
    }
    for (let n = rng.int(-1, 2); n > 0; n--) {
      await db().measurement.create({ data: { id: newId(), datasetId, pairId, kind: 'difficulty', value: rng.int(3, 15) / 3, n: 3, fingerprint: createHash('md5').update(`${pairId} ${n}`).digest('hex') } })
    }
    if (rng.next() < 0.2) await plantCheck({ datasetId, pairId, reviewerId: ada.id, text: 'Sound like a keeper of owls.' })
  }
}

/** Somebody goes through a third of the constraints, or everybody does, and changes their mind. */
async function review(rng: Rng, datasetId: string, round: number): Promise<void> {
  const constraints = await db().constraint.findMany({ where: { datasetId, status: { not: 'superseded' } }, orderBy: [{ pair: { contentHash: 'asc' } }, { position: 'asc' }] })
  const skipped = new Set(constraints.flatMap(({ pairId }) => (rng.next() < 0.1 ? [pairId] : [])))
  for (const { id: constraintId, pairId } of constraints) {
    if (skipped.has(pairId) || (round !== 2 && rng.next() < 0.6)) continue
    for (const who of round === 2 ? [ada, ben] : [rng.pick([ada, ben, lea])]) {
      for (let n = rng.pick([1, 1, 1, 2, 3, 4]); n > 0; n--) await act(rng, who, constraintId)
    }
    if (round === 2 && rng.next() < 0.3) await act(rng, lea, constraintId, true)
  }
  for (const { id, version } of await unansweredChecks(datasetId)) {
    if (rng.next() < 0.5) await decide(ada, [{ id: newId(), constraintId: id, kind: rng.pick(['accept', 'reject'] as const), seenVersion: version }])
  }
}

/** One act, as the screens would do it; what is refused is not done. */
async function act(rng: Rng, who: { id: string; name: string; email: string; role: string }, constraintId: string, final = false): Promise<void> {
  const { version } = await db().constraint.findUniqueOrThrow({ where: { id: constraintId } })
  const opinion = await db().opinion.findFirst({ where: { constraintId, reviewerId: who.id } })
  const decisions = await db().decision.findMany({ where: { constraintId }, orderBy: { resultVersion: 'desc' } })
  const kind = rng.pick(['accept', 'accept', 'accept', 'reject', 'reject', 'edit', 'skip', 'flag', 'undo', 'undo', 'undo'] as const)
  const last = decisions.find(({ track }) => [final ? 'final' : '', who.id].includes(track))
  const more = kind === 'reject' ? rng.pick([{ reason: 'vacuous' }, { reason: 'false' }, {}]) : kind === 'edit' ? { text: rng.pick(['Write kindly.', 'Use at most 1 words.', 'Use at most 2000 words.', 'Be kind.']) } : kind === 'undo' ? { undoesId: last?.id ?? newId() } : {}
  for (const seenVersion of new Set([version, opinion?.version ?? version])) {
    const input: DecisionInput = { id: newId(), constraintId, kind, seenVersion, ...more, ...(rng.next() < 0.8 ? { elapsedMs: rng.pick([900, 4000, 400_000]) } : {}), ...(final ? { final } : {}) }
    if ((await decide(who, [input]))[0]?.outcome === 'applied') return
  }
}

async function deleteSome(rng: Rng, datasetId: string): Promise<void> {
  const pairs = await db().pair.findMany({ where: { datasetId, nearDuplicateOfId: null }, orderBy: { contentHash: 'asc' }, select: { id: true } })
  const firsts = new Set((await db().pair.findMany({ where: { datasetId }, select: { nearDuplicateOfId: true } })).map(({ nearDuplicateOfId }) => nearDuplicateOfId))
  for (const { id } of pairs) if (!firsts.has(id) && rng.next() < 0.1) await db().pair.delete({ where: { id } })
}

/** As if it had all been decided over some weeks, in the same order. */
async function spreadOverDays(rng: Rng, datasetId: string): Promise<void> {
  const days = rng.pick([1, 10, 70])
  const decisions = await db().decision.findMany({ where: { datasetId }, orderBy: { createdAt: 'asc' }, select: { id: true, createdAt: true } })
  for (const [n, { id, createdAt }] of decisions.entries()) {
    const back = Math.round((1 - (n + 1) / decisions.length) * days) * 86_400_000
    await db().decision.update({ where: { id }, data: { createdAt: new Date(createdAt.getTime() - back) } })
  }
}
