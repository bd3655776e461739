/**
 * Takes the pictures of the documentation: docs/images/{review,statistics,statistics-coverage,browse,import,exports,endpoints,generation}.png.
 *
 *   PINCER_HOME=$(mktemp -d) npm start                                    (prints the link)
 *   node scripts/run.mjs scripts/screenshots.ts http://127.0.0.1:3000 LINK
 *
 * Imports the shipped pairs once more, with constraints such as other tools make them, some of them false, and decides about most:
 * the pictures show what curating looks like. What the stand-in for a model answers is made up. Start Pincer on a home that can be thrown away.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type APIRequestContext, type Page } from '@playwright/test'
import { z } from 'zod'
import { projectRoot } from '#lib/config/paths.ts'
import type { DatasetView, PairPage } from '#lib/datasets/contract.ts'
import type { EndpointView } from '#lib/endpoints/contract.ts'
import { startFaultServer } from '#lib/generation/model/fault-server.fixture.ts'
import { generateParams } from '#lib/generation/recipe.ts'
import type { ConstraintView, DecisionInput, DecisionResult, PairView, RejectReason } from '#lib/review/contract.ts'
import type { RunView, StartRunInput } from '#lib/runs/contract.ts'
import { ensureChromium } from './chromium.ts'

const folder = join(projectRoot, 'docs', 'images')
const viewport = { width: 1440, height: 900 }
/** Pictures are read on slow lines too. */
const maxBytes = 300_000
const sampleRow = z.looseObject({ messages: z.array(z.object({ role: z.string(), content: z.string() })) })
type SampleRow = z.infer<typeof sampleRow>
const samplePath = join(projectRoot, 'prisma', 'sample', 'pairs.jsonl')
const reasons: readonly RejectReason[] = ['vacuous', 'unnatural', 'vacuous', 'duplicate', 'leak']
const tones = ['Keep a calm and personal tone.', 'Write as one colleague to another.', 'Sound friendly, and never like an advertisement.']
const audiences = ['Explain it to somebody who has never done it.', 'Write for readers who are short of time.']

const [baseURL, link] = process.argv.slice(2)
if (!baseURL || !link) {
  console.error('usage: node scripts/run.mjs scripts/screenshots.ts BASE_URL SIGN_IN_LINK')
  process.exit(2)
}
await takeAll(baseURL, link)

async function takeAll(base: string, signInLink: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const asRoot = process.getuid?.() === 0
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: asRoot ? ['--no-sandbox'] : [] })
  try {
    const context = await browser.newContext({ baseURL: base, viewport, deviceScaleFactor: 1, colorScheme: 'light', reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.goto(signInLink)
    await page.getByRole('heading', { name: 'Datasets' }).waitFor()
    const datasetId = await makeDataset(page.request)
    const shown = await decideSome(page.request, datasetId)
    const run = await finished(page.request, { kind: 'export', datasetId, seed: 7, params: { format: 'sft-messages', minConstraints: 2 } })
    await takeReview(page, datasetId, shown)
    await takeStatistics(page, datasetId)
    await takeBrowse(page, datasetId)
    await takeImport(page, datasetId)
    await takeExport(page, run)
    await takeGeneration(page, datasetId)
  } finally {
    await browser.close()
  }
}

async function takeReview(page: Page, datasetId: string, pairId: string): Promise<void> {
  await page.goto(`/datasets/${datasetId}/review?pair=${pairId}&scope=all`)
  await page.getByText('The longest paragraph has').first().waitFor()
  await take(page, 'review')
}

async function takeStatistics(page: Page, datasetId: string): Promise<void> {
  await page.goto(`/datasets/${datasetId}/statistics`)
  await page.getByRole('table', { name: 'Constraints by type' }).waitFor()
  await page.getByRole('region', { name: 'From import to export' }).getByText('With constraints').waitFor()
  await take(page, 'statistics')
  await page.goto(`/datasets/${datasetId}/statistics?tab=coverage`)
  await page.getByRole('region', { name: 'Coverage grid' }).waitFor()
  await take(page, 'statistics-coverage')
}

async function takeBrowse(page: Page, datasetId: string): Promise<void> {
  await page.goto(`/datasets/${datasetId}/browse?decision=accepted`)
  await page.getByRole('row').nth(2).click()
  await page.getByRole('heading', { name: /^Constraints \(/ }).waitFor()
  await take(page, 'browse')
}

async function takeImport(page: Page, datasetId: string): Promise<void> {
  await page.goto(`/datasets/${datasetId}/import`)
  await page.getByLabel('File to import').setInputFiles(samplePath)
  await page.getByText(/^Recognised/).waitFor()
  await take(page, 'import')
}

async function takeExport(page: Page, run: RunView): Promise<void> {
  await page.goto(`/exports/${run.exportId}`)
  await page.getByRole('table', { name: 'Files of the export' }).waitFor()
  await page.getByText('Front matter for dataset hubs').waitFor()
  await take(page, 'exports')
}

/** The endpoints, and a run in the middle of its calls to a stand-in for a model that fails now and then. */
async function takeGeneration(page: Page, datasetId: string): Promise<void> {
  const server = await startFaultServer({ port: 8000, seed: 7, latencyMs: 700, model: 'stand-in', faults: { rate429: 0.02, truncated: 0.03 } })
  try {
    const endpoint = await answer<EndpointView>(
      page.request.post('/api/v1/endpoints', {
        data: { name: 'Stand-in for a model', baseUrls: [server.url], model: 'stand-in', concurrency: 8, inputPrice: 0.1, outputPrice: 0.4, currency: 'USD' },
      }),
    )
    await answer(page.request.post(`/api/v1/endpoints/${endpoint.id}/test`, { data: {} }))
    await page.goto('/settings/endpoints')
    await page.getByText('It answers: one small call took').waitFor()
    await take(page, 'endpoints')
    const params = generateParams.parse({ endpointId: endpoint.id, steps: [{ step: 'backtranslate' }, { step: 'judge', repair: false }], budget: { tokens: 2_000_000 } })
    const { id } = await answer<RunView>(page.request.post('/api/v1/runs', { data: { kind: 'generate', datasetId, params } }))
    await page.goto(`/runs/${id}`)
    await page.getByText(/^[1-4]\d of \d+ pairs$/).waitFor({ timeout: 120_000 })
    await take(page, 'generation')
  } finally {
    await server.stop()
  }
}

async function take(page: Page, name: string): Promise<void> {
  // A run's page stays connected.
  await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => undefined)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  const { size } = await stat(path)
  console.log(`${path}: ${Math.round(size / 1000)} kB`)
  if (size > maxBytes) throw new Error(`${path} is larger than ${maxBytes / 1000} kB.`)
}

/** The shipped pairs in a dataset of their own, with constraints of another tool and then those by rule. */
async function makeDataset(api: APIRequestContext): Promise<string> {
  const { dataset } = await answer<{ dataset: DatasetView }>(api.post('/api/v1/datasets', { data: { name: 'Essays and letters', license: 'CC0-1.0' } }))
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
async function decideSome(api: APIRequestContext, datasetId: string): Promise<string> {
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

async function decide(api: APIRequestContext, decisions: DecisionInput[]): Promise<void> {
  for (let at = 0; at < decisions.length; at += 200) {
    const { results } = await answer<{ results: DecisionResult[] }>(api.post('/api/v1/decisions', { data: { decisions: decisions.slice(at, at + 200) } }))
    for (const result of results) if (result.outcome !== 'applied') throw new Error(`A decision did not pass: ${result.message}`)
  }
}

async function finished(api: APIRequestContext, input: StartRunInput): Promise<RunView> {
  const { id } = await answer<RunView>(api.post('/api/v1/runs', { data: input }))
  for (let tries = 0; tries < 300; tries++) {
    const { run } = await answer<{ run: RunView }>(api.get(`/api/v1/runs/${id}`))
    if (run.status === 'done') return run
    if (run.status === 'failed') throw new Error(run.error ?? 'The run failed.')
    await new Promise((again) => setTimeout(again, 200))
  }
  throw new Error('The run does not end: does a worker run?')
}

async function answer<T>(asked: Promise<{ ok(): boolean; status(): number; text(): Promise<string>; json(): Promise<T> }>): Promise<T> {
  const response = await asked
  if (!response.ok()) throw new Error(`The API answered ${response.status()}: ${await response.text()}`)
  return response.json()
}
