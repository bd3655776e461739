import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { APIRequestContext, Browser } from '@playwright/test'
import { z } from 'zod'
import { projectRoot } from '#lib/config/paths.ts'
import { seededRng } from '#lib/random.ts'
import type { DatasetPatch, DatasetView, PairPage } from '#lib/datasets/contract.ts'
import type { ConstraintView, DecisionInput, DecisionResult, PairView, RejectReason } from '#lib/review/contract.ts'
import type { RunView, StartRunInput } from '#lib/runs/contract.ts'

/** The shipped pairs, as people import them. */
export const samplePath = join(projectRoot, 'prisma', 'sample', 'pairs.jsonl')

const sampleRow = z.looseObject({ messages: z.array(z.object({ role: z.string(), content: z.string() })) })
type SampleRow = z.infer<typeof sampleRow>
const reasons: readonly RejectReason[] = ['vacuous', 'unnatural', 'vacuous', 'duplicate', 'leak']
const tones = ['Keep a calm and personal tone.', 'Write as one colleague to another.', 'Sound friendly, and never like an advertisement.']
const audiences = ['Explain it to somebody who has never done it.', 'Write for readers who are short of time.']

/** The shipped pairs in a dataset of their own, with constraints of another tool and then those by rule. */
export async function makeDataset(api: APIRequestContext, name: string): Promise<string> {
  const { dataset } = await answer<{ dataset: DatasetView }>(api.post('/api/v1/datasets', { data: { name, license: 'CC0-1.0' } }))
  const rows: SampleRow[] = (await readFile(samplePath, 'utf8')).trim().split('\n').map((line) => sampleRow.parse(JSON.parse(line)))
  const lines = rows.map((row, index) => `${JSON.stringify({ ...row, Aug_instruction: { Additional_Instruction: othersSay(row, index) } })}\n`)
  const headers = { 'content-type': 'application/octet-stream' }
  const { uploadId } = await answer<{ uploadId: string }>(api.post('/api/v1/uploads', { data: Buffer.from(lines.join('')), headers }))
  const mapping = { format: 'crab', columns: { id: 'id', source: 'source', language: 'language', license: 'license' } }
  await finished(api, { kind: 'import', datasetId: dataset.id, params: { uploadId, fileName: 'essays.jsonl', mapping } })
  await finished(api, { kind: 'backtranslate', datasetId: dataset.id, seed: 7, params: { types: 'all' } })
  return dataset.id
}

/** Constraints with the mistakes of Crab's rules: the longest word as the least, the shortest paragraph as the most, too many words. */
function othersSay({ messages }: SampleRow, index: number): Record<string, string> {
  const response = messages.at(-1)?.content ?? ''
  const words = response.split(/\s+/).length
  const sentences = response.split(/\n\n+/).map((paragraph) => paragraph.split(/[.!?](?:\s|$)/).filter(Boolean).length)
  return {
    Paragraph: `Keep paragraphs to a maximum of ${Math.max(1, Math.min(...sentences))} sentences.`,
    ...(index % 2 === 0 ? { Word: 'Each word in the response must have at least 10 characters.' } : {}),
    Tone_and_Perspective: tones[index % tones.length] ?? '',
    ...(index % 3 === 1 ? { Target_Audience: audiences[index % audiences.length] ?? '' } : {}),
    Digit: `Provide an answer that is roughly ${Math.round((words * (index % 4 === 3 ? 1.2 : 1)) / 10) * 10} words.`,
  }
}

/** Reviews three quarters of the pairs as people would, and returns the id of one that is left in the middle of its review. */
export async function decideSome(api: APIRequestContext, datasetId: string): Promise<string> {
  const { rows } = await answer<PairPage>(api.get(`/api/v1/datasets/${datasetId}/pairs?limit=200`))
  const pairs: PairView[] = []
  for (const { id } of rows) pairs.push((await answer<{ pair: PairView }>(api.get(`/api/v1/pairs/${id}`))).pair)
  const [first, ...rest] = pairs
  if (!first) throw new Error('There are no pairs.')
  const reviewed = rest.slice(0, Math.floor(pairs.length * 0.75))
  await decide(api, reviewed.flatMap((pair, at) => pair.constraints.map((constraint, index) => ordinary(constraint, at * 7 + index))))
  await decide(api, first.constraints.flatMap(halfway))
  return first.id
}

/** Mostly accepted, some rejected with a reason, a few put off; what is refuted is rejected or, now and then, put right. */
function ordinary({ id, version, outcome, measured, type }: ConstraintView, n: number): DecisionInput {
  const base = { id: randomUUID(), constraintId: id, seenVersion: version, elapsedMs: 1500 + ((n * 977) % 6000) }
  if (outcome === 'fail' && type === 'length.words') return { ...base, kind: 'edit', text: `Write at least ${measured} words.` }
  if (outcome === 'fail') return { ...base, kind: 'reject', reason: 'false' }
  if (n % 6 === 5) return { ...base, kind: 'reject', reason: reasons[n % reasons.length] ?? 'other' }
  if (n % 23 === 9) return { ...base, kind: 'flag' }
  return { ...base, kind: 'accept' }
}

/** One that people have to judge is accepted, and one that is proven; the rest is left to decide. */
function halfway({ id, version, outcome, type }: ConstraintView): DecisionInput[] {
  const done = outcome === null || (outcome === 'pass' && type === 'length.words')
  return done ? [{ id: randomUUID(), constraintId: id, seenVersion: version, elapsedMs: 4000, kind: 'accept' }] : []
}

/** Lets two people decide each pair by themselves: the owner and Ada, who differ on every seventh constraint and on those of tone. */
export async function decideTwice(api: APIRequestContext, browser: Browser, baseURL: string, datasetId: string): Promise<void> {
  const policy: DatasetPatch['policy'] = { overlap: 2, blind: true }
  await answer(api.patch(`/api/v1/datasets/${datasetId}`, { data: { policy } }))
  const { url } = await answer<{ url: string }>(api.post('/api/v1/invitations', { data: { note: 'Ada' } }))
  const ada = (await browser.newContext({ baseURL })).request
  await answer(ada.post('/api/v1/join', { data: { token: new URL(url).searchParams.get('token'), name: 'Ada', email: 'ada@example.org', password: randomUUID() } }))
  const { rows } = await answer<PairPage>(api.get(`/api/v1/datasets/${datasetId}/pairs?limit=24`))
  for (const [person, who] of [api, ada].entries()) {
    for (const [at, { id }] of rows.entries()) {
      const { pair } = await answer<{ pair: PairView }>(who.get(`/api/v1/pairs/${id}`))
      await decide(who, pair.constraints.map((constraint, index) => {
        const said = ordinary(constraint, at * 7 + index)
        const differs = person === 1 && said.kind === 'accept' && ((at + index) % 7 === 3 || (constraint.outcome === null && at % 3 === 0))
        return differs ? { ...said, kind: 'reject', reason: 'vacuous' } : said
      }))
    }
  }
}

async function decide(api: APIRequestContext, decisions: DecisionInput[]): Promise<void> {
  for (let at = 0; at < decisions.length; at += 200) {
    const { results } = await answer<{ results: DecisionResult[] }>(api.post('/api/v1/decisions', { data: { decisions: decisions.slice(at, at + 200) } }))
    for (const result of results) if (result.outcome !== 'applied') throw new Error(`A decision did not pass: ${result.message}`)
  }
}

/** Starts a run and waits for its end. Throws Error where it fails. */
export async function finished(api: APIRequestContext, input: StartRunInput): Promise<RunView> {
  const { id } = await answer<RunView>(api.post('/api/v1/runs', { data: input }))
  for (let tries = 0; tries < 300; tries++) {
    const { run } = await answer<{ run: RunView }>(api.get(`/api/v1/runs/${id}`))
    if (run.status === 'done') return run
    if (run.status === 'failed') throw new Error(run.error ?? 'The run failed.')
    await new Promise((again) => setTimeout(again, 200))
  }
  throw new Error('The run does not end: does a worker run?')
}

/** The JSON of an answer. Throws Error with what it says where it is no good one. */
export async function answer<T>(asked: Promise<{ ok(): boolean; status(): number; text(): Promise<string>; json(): Promise<T> }>): Promise<T> {
  const response = await asked
  if (!response.ok()) throw new Error(`The API answered ${response.status()}: ${await response.text()}`)
  return response.json()
}

/** What a made-up model does to its text, one after the other, where it follows an instruction and where it does not; and how often it follows before training and after. */
const habits = [
  { id: 'punctuation:no_comma', follow: (text: string) => text, fail: (text: string) => `${text}, of course`, before: 0.5, after: 0.8 },
  { id: 'change_case:english_lowercase', follow: (text: string) => text.toLowerCase(), fail: (text: string) => text, before: 0.6, after: 0.65 },
  { id: 'startend:quotation', follow: (text: string) => `"${text}"`, fail: (text: string) => text, before: 0.3, after: 0.75 },
] as const

/** Prompts with verifiable instructions, and a made-up model's answers before and after training, as files: the same each time. */
export function madeUpAnswers() {
  const prompts = Array.from({ length: 120 }, (_, n) => ({ key: n, prompt: `Tell what a lighthouse keeper does in hour ${n + 1}.`, instruction_id_list: habits.map(({ id }) => id), kwargs: habits.map(() => ({})) }))
  const answers = (when: 'before' | 'after') => {
    const rng = seededRng(when)
    const response = () => habits.reduce((text, habit) => (rng.next() < habit[when] ? habit.follow(text) : habit.fail(text)), 'The keeper trims the lamp and looks at the weather')
    return prompts.map(({ prompt }) => ({ prompt, response: response() }))
  }
  return { prompts: jsonLines('prompts.jsonl', prompts), before: jsonLines('base-model.jsonl', answers('before')), after: jsonLines('tuned-model.jsonl', answers('after')) }
}

function jsonLines(name: string, rows: readonly object[]) {
  return { name, mimeType: 'application/jsonl', buffer: Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')) }
}
