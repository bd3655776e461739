import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { db, pool } from '#lib/db/client.ts'
import { endpointInput } from '#lib/endpoints/contract.ts'
import { changeEndpoint, createEndpoint } from '#lib/endpoints/endpoints.ts'
import { testKeptEndpoint } from '#lib/endpoints/test-endpoint.ts'
import { acceptedDataset } from '#lib/exports/audit/made-export.fixture.ts'
import { startFaultServer, type FaultRequest, type FaultServer, type Reaction } from '#lib/generation/model/fault-server.fixture.ts'
import { madeUpInstance } from '#lib/generation/model/made-up-answer.fixture.ts'
import { generateParams } from '#lib/generation/recipe.ts'
import { actOnRun } from '#lib/runs/act-on-run.ts'
import { exportRecipe } from '#lib/exports/recipe.ts'
import { endedStatuses, type RunView, type StartRun } from '#lib/runs/contract.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { startWorker } from '#lib/runs/worker.fixture.ts'

useInstallation()
const owner = { ...ada, role: 'owner' }
const key = 'sk-Vq3xT8/rWm2Zp6Ly+Kd9Hb4Nc7Gf5Js1'
const wrongKey = 'sk-Yw7uE2/oAi5Bt9Xk+Pn3Mv6Qz8Rl4Uh0'
const repeated = `you sent "Authorization: Bearer ${key}"`

let server: FaultServer
let endpointId: string
let datasetId: string
let worker: Awaited<ReturnType<typeof startWorker>>
const seen = new Set<string>()

/** Repeats the key wherever an answer or an error has words of its own; how, goes by what is asked and so is the same every time. */
function repeats(request: FaultRequest): Reaction | undefined {
  const how = Number.parseInt(request.hash.slice(0, 4), 16) % 8
  seen.add(`${request.response_format ? 'json' : 'text'} ${how}`)
  const { json_schema: named } = request.response_format ?? {}
  if (how === 0) return { status: 400, body: { error: { message: `Bad request: ${repeated}` } } }
  // Where messages are cut off, in the middle of the key.
  if (how === 1) return { status: 400, body: { error: { message: `${'x'.repeat(470)} ${repeated}` } } }
  if (how === 2) return { status: 422, body: `<html>${'y'.repeat(440)} ${encodeURIComponent(key)} ${Buffer.from(key).toString('base64')}</html>` }
  if (how === 3) return { content: null, refusal: `I refuse: ${repeated}` }
  if (how === 4) return `No JSON, but ${repeated}`
  if (named?.schema === undefined) return `It has been said that ${repeated}, and that is all there is to it.`
  const user = request.messages.findLast(({ role }) => role === 'user')?.content
  const instance = JSON.stringify(madeUpInstance(named.schema, request.hash, user), (_, value: unknown) => (typeof value === 'string' && value.includes(' ') ? `${value} ${key}` : value))
  return how === 5 ? instance.replaceAll('/', String.raw`\/`) : instance
}

async function ended(input: StartRun): Promise<RunView> {
  const { id } = await startRun(owner, input)
  for (const end = Date.now() + 100_000; ; await sleep(50)) {
    const run = await runView(id)
    if (endedStatuses.includes(run.status)) return run
    if (Date.now() > end) throw new Error(`the run is ${run.status}: ${run.waitingFor}`)
  }
}

beforeAll(async () => {
  server = await startFaultServer({ key, answer: repeats })
  datasetId = await acceptedDataset(24)
  endpointId = (await createEndpoint(owner, endpointInput.parse({ name: 'Repeats', baseUrls: [server.url], model: 'made-up-model', key }))).id
  worker = await startWorker('trace')
})

afterAll(async () => {
  worker.kill('SIGKILL')
  await Promise.all([worker.exitCode === null && worker.signalCode === null ? once(worker, 'exit') : null, server.stop()])
})

/** Pieces of the keys that no text holds by chance: a key that was cut off is found by them too. */
function piecesIn(text: string): string[] {
  return [key, wrongKey].flatMap((one) => {
    const forms = [one, encodeURIComponent(one), Buffer.from(one).toString('base64'), Buffer.from(one).toString('hex'), one.replaceAll('/', String.raw`\/`)]
    return forms.flatMap((form) => Array.from({ length: form.length - 7 }, (_, at) => form.slice(at, at + 8)).filter((piece) => text.includes(piece)))
  })
}

async function everyTable(): Promise<Map<string, string>> {
  const { rows: tables } = await pool().query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`)
  const found = new Map<string, string>()
  for (const { name } of tables) {
    const { rows } = await pool().query<{ row: string }>(`SELECT row::text AS row FROM ${name} AS row`)
    found.set(name, rows.map(({ row }) => row).join('\n'))
  }
  return found
}

async function everyFile(folder: string): Promise<Map<string, string>> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  return new Map(await Promise.all(files.map(async ({ parentPath, name }) => [join(parentPath, name), await readFile(join(parentPath, name), 'latin1')] as const)))
}

describe("an endpoint's key that its server repeats in answers and errors", () => {
  it('is in no table, log or export', async () => {
    const steps = [{ step: 'difficulty', ratings: 1 }, { step: 'refine' }, { step: 'backtranslate' }, { step: 'answer', of: ['original'] }]
    const generated = await ended({ kind: 'generate', datasetId, seed: 1, params: generateParams.parse({ endpointId, steps }) })
    expect(generated.usage?.calls).toBeGreaterThan(24)
    expect([...seen].filter((how) => how.startsWith('json'))).toHaveLength(8)
    expect(await db().generation.count({ where: { status: 'error', error: { contains: '[key left out]' } } })).toBeGreaterThan(0)
    expect(await db().generation.count({ where: { status: 'ok', rawOutput: { contains: '[key left out]' } } })).toBeGreaterThan(0)

    for (const recipe of [{ format: 'sft-messages', instruction: 'mixed' }, { format: 'openai' }]) {
      expect(await ended({ kind: 'export', datasetId, seed: 1, params: exportRecipe.parse(recipe) })).toMatchObject({ status: 'done' })
    }

    // A wrong key, that the server repeats as it refuses it: to a test of the endpoint, and to a run.
    expect((await testKeptEndpoint(owner, endpointId)).lastTest?.ok).toBeDefined()
    await changeEndpoint(owner, endpointId, { key: wrongKey })
    expect((await testKeptEndpoint(owner, endpointId)).lastTest).toMatchObject({ ok: false })
    const refusedBefore = server.requests.outcomes['401'] ?? 0
    const { id } = await startRun(owner, { kind: 'generate', datasetId, seed: 2, params: generateParams.parse({ endpointId, steps: [{ step: 'difficulty', ratings: 1 }], again: true }) })
    for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) {
      const { waitingFor, error, status } = await runView(id)
      if (waitingFor?.includes('401') || error !== null || endedStatuses.includes(status)) break
    }
    if (!endedStatuses.includes((await runView(id)).status)) await actOnRun(owner, id, { action: 'cancel' })
    expect(server.requests.outcomes['401']).toBeGreaterThan(refusedBefore)
    // What is written down of the refusal has the server's words in it.
    const said = JSON.stringify([await runView(id), await db().runEvent.findMany({ where: { runId: id }, select: { message: true } }), await db().runItem.findMany({ where: { runId: id }, select: { message: true } })])
    expect(said).toContain('Incorrect API key provided')

    const tables = await everyTable()
    expect([...tables.keys()]).toEqual(expect.arrayContaining(['public."Generation"', 'public."AuditEvent"', 'pgboss.job_common']))
    const files = await everyFile(process.env.PINCER_HOME ?? '')
    expect([...files.keys()].some((path) => /worker-.*\.log$/.test(path) && (files.get(path) ?? '').length > 100)).toBe(true)
    expect([...files.keys()].filter((path) => path.endsWith('manifest.json'))).toHaveLength(2)
    const found = [...tables, ...files].flatMap(([where, text]) => piecesIn(text).slice(0, 1).map((piece) => `${where}: ${text.slice(Math.max(0, text.indexOf(piece) - 120), text.indexOf(piece) + 60)}`))
    expect(found).toEqual([])
  })
})
