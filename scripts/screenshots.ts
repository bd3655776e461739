/**
 * Takes the pictures of the documentation, docs/images/*.png.
 *
 *   PINCER_HOME=$(mktemp -d) npm start                                    (prints the link)
 *   node scripts/run.mjs scripts/screenshots.ts http://127.0.0.1:3000 LINK
 *
 * Imports the shipped pairs once more, with constraints such as other tools make them, some of them false, and decides about most:
 * the pictures show what curating looks like. What the stand-in for a model answers is made up. Start Pincer on a home that can be thrown away.
 */
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { projectRoot } from '#lib/config/paths.ts'
import type { EndpointView } from '#lib/endpoints/contract.ts'
import { startFaultServer } from '#lib/generation/model/fault-server.fixture.ts'
import { generateParams } from '#lib/generation/recipe.ts'
import type { RunView } from '#lib/runs/contract.ts'
import { ensureChromium } from './chromium.ts'
import { answer, decideSome, decideTwice, finished, madeUpAnswers, makeDataset, samplePath } from './screenshots-data.ts'

const folder = join(projectRoot, 'docs', 'images')
const viewport = { width: 1360, height: 850 }
/** Pictures are read on slow lines too. */
const maxBytes = 300_000

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
    const datasetId = await makeDataset(page.request, 'Essays and letters')
    const shown = await decideSome(page.request, datasetId)
    const run = await finished(page.request, { kind: 'export', datasetId, seed: 7, params: { format: 'sft-messages', minConstraints: 2 } })
    await finished(page.request, { kind: 'preferences', datasetId, seed: 7, params: { methods: ['edits'] } })
    const twice = await makeDataset(page.request, 'Decided by two')
    await decideTwice(page.request, browser, base, twice)
    await takeReview(page, datasetId, shown)
    await takeStatistics(page, datasetId)
    await takeBrowse(page, datasetId, shown)
    await takeDeciding(page, datasetId, twice)
    await takeImport(page, datasetId)
    await takeExport(page, run)
    await takeGeneration(page, datasetId)
    await takeCheckers(page)
  } finally {
    await browser.close()
  }
}

async function takeReview(page: Page, datasetId: string, pairId: string): Promise<void> {
  await page.goto(`/datasets/${datasetId}/review?pair=${pairId}&scope=all`)
  await page.getByText('The longest paragraph has').first().waitFor()
  await take(page, 'review')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.reload()
  await page.getByText('The longest paragraph has').first().waitFor()
  await take(page, 'review-dark')
  await page.emulateMedia({ colorScheme: 'light' })
}

async function takeStatistics(page: Page, datasetId: string): Promise<void> {
  const statistics = `/datasets/${datasetId}/statistics`
  await page.goto(statistics)
  await page.getByRole('table', { name: 'Constraints by type' }).waitFor()
  await page.getByRole('region', { name: 'From import to export' }).getByText('With constraints').waitFor()
  await take(page, 'statistics')
  await page.goto(`${statistics}?tab=coverage`)
  await page.getByRole('region', { name: 'Coverage grid' }).waitFor()
  await take(page, 'statistics-coverage')
  await page.goto(`${statistics}?tab=quality`)
  await page.getByRole('region', { name: 'By reviewer' }).waitFor()
  await take(page, 'statistics-quality')
  await page.goto(`${statistics}?tab=build`)
  await page.getByTestId('kept').waitFor()
  await take(page, 'statistics-build')
  await page.goto(`${statistics}?tab=cost`)
  await page.getByRole('heading', { name: 'Seconds of reviewers for an accepted constraint' }).waitFor()
  await take(page, 'statistics-cost')
  await page.goto(`${statistics}?tab=compare&minWords=150&against=${encodeURIComponent('words:<150')}`)
  await page.getByRole('table', { name: 'Agreement between people' }).waitFor()
  await page.getByRole('table', { name: 'Accepted, edited, rejected' }).waitFor()
  await take(page, 'statistics-compare')
  const report = await page.request.get(`/api/v1/datasets/${datasetId}/report`)
  const alone = await page.context().newPage()
  await alone.setContent(await report.text())
  await alone.getByRole('heading', { name: 'Coverage grid' }).evaluate((heading) => heading.scrollIntoView())
  await take(alone, 'report')
  await alone.close()
  await page.goto(`/datasets/${datasetId}/types/length.words`)
  await page.getByRole('heading', { level: 1, name: 'Length in words' }).waitFor()
  await take(page, 'type')
}

async function takeBrowse(page: Page, datasetId: string, pairId: string): Promise<void> {
  await page.goto(`/datasets/${datasetId}/browse?decision=accepted`)
  await page.getByRole('row').nth(2).click()
  await page.getByRole('heading', { name: /^Constraints \(/ }).waitFor()
  await take(page, 'browse')
  await page.goto(`/pairs/${pairId}`)
  await page.getByRole('heading', { name: 'History' }).waitFor()
  await take(page, 'pair')
}

/** The other screens on which people decide: wordings, one constraint in a row, preferences, and what two people differ on. */
async function takeDeciding(page: Page, datasetId: string, decidedTwice: string): Promise<void> {
  await page.goto(`/datasets/${datasetId}/templates`)
  await take(page, 'wordings')
  await page.goto(`/datasets/${datasetId}/in-a-row?type=style.tone`)
  await page.getByTestId('constraint').first().waitFor()
  await take(page, 'in-a-row')
  await page.goto(`/datasets/${datasetId}/preferences`)
  await page.getByTestId('chosen').waitFor()
  await take(page, 'preferences')
  await page.goto(`/datasets/${decidedTwice}/agreement`)
  await page.getByTestId('agreement-row').first().waitFor()
  await take(page, 'agreement')
  await page.goto(`/datasets/${decidedTwice}/adjudicate`)
  await page.getByTestId('constraint').first().waitFor()
  await take(page, 'adjudicate')
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
  const panel = page.getByRole('region', { name: 'Gain after training' })
  await panel.getByRole('button', { name: 'Add an evaluation' }).click()
  const form = panel.getByRole('form', { name: 'Add an evaluation' })
  const { prompts, before, after } = madeUpAnswers()
  await form.getByLabel('Answers before training').setInputFiles(before)
  await form.getByLabel('Answers after training').setInputFiles(after)
  await form.getByLabel('File of prompts').setInputFiles(prompts)
  await form.getByRole('button', { name: 'Compare the answers' }).click()
  await page.getByRole('region', { name: 'Gain by type', exact: true }).waitFor()
  await panel.evaluate((element) => element.scrollIntoView())
  await take(page, 'evaluation')
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

/** A sentence that a program refutes, on a response that shows where. */
async function takeCheckers(page: Page): Promise<void> {
  await page.goto('/checkers')
  await page.getByLabel('Constraint', { exact: true }).fill('Keep every sentence under 12 words.')
  await page.getByLabel('Response', { exact: true }).fill('The tide rises twice a day. The moon pulls at the sea, and the sun helps it along a little.\n\nNobody at the harbour needs a clock.')
  await page.getByTestId('tried').locator('mark').first().waitFor()
  await take(page, 'checkers')
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
