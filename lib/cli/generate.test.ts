import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import { startFaultServer, type FaultServer } from '#lib/generation/model/fault-server.fixture.ts'
import { datasetOf } from '#lib/generation/run/run.fixture.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

let server: FaultServer
let dataset: string
beforeAll(async () => {
  await mkdir(process.env.PINCER_HOME ?? '', { recursive: true })
  server = await startFaultServer({ seed: 1 })
  const datasetId = await datasetOf(12)
  dataset = (await db().dataset.findUniqueOrThrow({ where: { id: datasetId } })).name
  await db().endpoint.create({ data: { id: newId(), name: 'made up', baseUrls: [server.url], model: 'made-up', inputPrice: 1, outputPrice: 2 } })
})
afterAll(() => server.stop())

function pincer(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const cwd = process.env.PINCER_HOME
  return new Promise((resolve) => {
    execFile(process.execPath, [join(projectRoot, 'bin', 'pincer'), ...args], { env: { ...process.env, LOG_LEVEL: 'silent' }, cwd }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
    })
  })
}

async function recipe(name: string, content: unknown): Promise<string> {
  const file = join(process.env.PINCER_HOME ?? '', name)
  await writeFile(file, JSON.stringify(content))
  return file
}

it('estimates, runs, pays nothing twice, and stops at a budget', async () => {
  const steps = [{ step: 'difficulty', ratings: 1 }]
  const file = await recipe('recipe.json', steps)
  const estimated = await pincer('generate', '--dataset', dataset, '--recipe', file, '--estimate')
  expect(estimated).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(estimated.stdout)).toMatchObject({ pairs: 12, calls: 12, currency: 'USD' })
  expect(server.requests.total).toBe(0)

  const ran = await pincer('generate', '--dataset', dataset, '--recipe', file, '--limit', '6', '--endpoint', 'made up')
  expect(ran).toMatchObject({ code: 0, stderr: expect.stringMatching(/in: 6\nout: 6\nmeasurements: 6\ncalls: 6\nanswered before: 0/) })
  const again = await pincer('generate', '--dataset', dataset, '--recipe', file)
  expect(again.stderr).toMatch(/in: 12\nout: 12\n[^]*calls: 6\nanswered before: 6/)
  expect(server.requests.total).toBe(12)

  const short = await pincer('generate', '--dataset', dataset, '--recipe', await recipe('short.json', { steps, budget: { tokens: 1 } }), '--again')
  expect(short).toMatchObject({ code: 1, stderr: expect.stringContaining('The budget of 1 tokens is spent') })
}, 120_000)

it('says what is wrong with a recipe', async () => {
  const wrong = async (content: unknown, ...options: string[]) => pincer('generate', '--dataset', dataset, '--recipe', await recipe('wrong.json', content), ...options)
  expect(await wrong([{ step: 'dance' }])).toMatchObject({ code: 2, stderr: expect.stringContaining('steps.0.step') })
  expect(await wrong([{ step: 'judge' }], '--endpoint', 'nowhere')).toMatchObject({ code: 2, stderr: expect.stringContaining('There are "made up".') })
  expect(await wrong([{ step: 'judge' }], '--limit', 'few')).toMatchObject({ code: 2, stderr: expect.stringContaining('limit') })
  expect(await pincer('generate', '--dataset', dataset, '--recipe', 'no-such-file.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be read') })
}, 120_000)
