import { randomUUID } from 'node:crypto'
import { compileConstraint } from '#lib/constraints/index.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { pairRecord } from '#lib/pairs/pair-record.fixture.ts'
import { storePairs } from '#lib/pairs/store-pairs.ts'
import { preferencesParams, type PreferencesParams } from '#lib/preferences/contract.ts'
import { decide } from '#lib/review/decide.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { ada } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'

/** Fifteen words in two sentences, without commas. */
export const response = 'The old lamp turns once in twelve seconds. Fishermen have steered by it for years.'
/** What that response meets. */
export const constraints = ['Do not use any commas.', 'Write at least 10 words.', 'Write exactly 2 sentences.']

export interface SomePair {
  instruction?: string
  response?: string
  constraints?: readonly string[]
  /** Answers to the pair's own instruction. */
  answers?: readonly string[]
}

/** A dataset of pairs whose constraints are all accepted. Answers with its id and the pairs' in order. */
export async function datasetOf(pairs: readonly SomePair[]): Promise<{ datasetId: string; pairIds: string[] }> {
  const datasetId = (await createDataset(null, { name: `Dataset ${randomUUID()}`, license: 'CC0-1.0' })).id
  const records = pairs.map((pair, line) => ({
    line,
    record: pairRecord({
      instruction: pair.instruction ?? `Tell me about lamp ${line + 1}.`,
      response: pair.response ?? response,
      constraints: (pair.constraints ?? constraints).map((text) => ({ rawType: 'Digit', text })),
    }),
  }))
  await db().$transaction((tx) => storePairs(tx, { datasetId, runId: null, source: 'test', license: null }, records), { timeout: 60_000 })
  const made = await db().constraint.findMany({ where: { datasetId } })
  await decide(ada, made.map(({ id, version }) => ({ id: randomUUID(), constraintId: id, kind: 'accept', seenVersion: version })))
  const pairIds = (await db().pair.findMany({ where: { datasetId }, orderBy: { id: 'asc' } })).map(({ id }) => id)
  for (const [index, { answers = [] }] of pairs.entries()) {
    for (const text of answers) await addAnswer(datasetId, pairIds[index] ?? '', null, text)
  }
  return { datasetId, pairIds }
}

/** A sampled answer to the pair's instruction, or to one of its variants. */
export async function addAnswer(datasetId: string, pairId: string, variantId: string | null, text: string): Promise<void> {
  await db().answer.create({ data: { id: newId(), datasetId, pairId, variantId, text, model: 'made up', fingerprint: randomUUID().slice(0, 32) } })
}

/** A dataset of one pair with an instruction that was evolved from its own by one demand, and an answer to it. `soft`: one that no program can check. */
export async function evolvedChain(added: string, answer: string, own: { ids?: string[]; soft?: boolean } = {}): Promise<{ datasetId: string; variantId: string }> {
  const { datasetId, pairIds: [pairId = ''] } = await datasetOf([{ instruction: 'Tell me about the lamp.' }])
  const compiled = own.soft ? null : compileConstraint(added)
  const id = newId()
  await db().variant.create({
    data: {
      id, datasetId, pairId, kind: 'evolved', text: `Tell me about the lamp. ${added}`, origin: 'llm', constraintIds: own.ids ?? [], depth: 1, operation: 'format', fingerprint: randomUUID().slice(0, 32),
      meta: JSON.parse(JSON.stringify({ method: 'ecd', added: [{ id: 'added 1.1', text: added, type: compiled?.type ?? 'unmapped', checker: compiled?.checker ?? null }] })),
    },
  })
  await addAnswer(datasetId, pairId, id, answer)
  return { datasetId, variantId: id }
}

/** Makes preferences, to the end, and answers with the run and what is there then. */
export async function makeAll(datasetId: string, params: Partial<PreferencesParams> = {}, seed = 3) {
  const id = await db().$transaction((tx) => createRun(tx, null, { kind: 'preferences', datasetId, seed, params: preferencesParams.parse(params) }))
  await executeRun(id, 'test', new AbortController().signal)
  return { run: await runView(id), preferences: await db().preference.findMany({ where: { datasetId }, orderBy: { id: 'asc' } }) }
}
