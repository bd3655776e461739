import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { db, pool } from '#lib/db/client.ts'
import { createEndpoint, listEndpoints } from '#lib/endpoints/endpoints.ts'
import { endpointInput } from '#lib/endpoints/contract.ts'
import { exportedFolder } from '#lib/exports/audit/made-export.fixture.ts'
import { startFaultServer } from '#lib/generation/model/fault-server.fixture.ts'
import { generateParams } from '#lib/generation/recipe.ts'
import { datasetOf } from '#lib/generation/run/run.fixture.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { listExports } from '#lib/exports/list-exports.ts'

useInstallation()

const key = 'sk-proj-Zq9x/7v+Lw2Tt5Kd8Rb1Nh4Ym6'
/** All that a reader could make the key of. */
const forms = [key, JSON.stringify(key).slice(1, -1), key.replaceAll('/', '\\/'), encodeURIComponent(key), Buffer.from(key).toString('base64'), Buffer.from(key).toString('hex')]

it('no key of a provider is in any file of an export, any view or any column, whatever the server repeats', async () => {
  // It repeats the key within its answers, and in what it says where it refuses.
  let n = 0
  const server = await startFaultServer({
    key,
    answer: () => {
      n++
      if (n % 5 === 0) return { status: 500, body: { error: { message: `upstream refused Authorization: Bearer ${key}` } } }
      return JSON.stringify({ constraints: [{ type: 'style.tone', text: `Mention the token ${key} kindly.` }], refined: `Say it with ${key}.`, quote: key, reason: `The key ${key} is in it.`, satisfied: 'yes', is_restriction: true, repaired: null })
    },
  })
  try {
    const owner = { ...ada, role: 'owner' as const }
    const endpoint = await createEndpoint(owner, endpointInput.parse({ name: 'Provider', baseUrls: [server.url], model: 'made-up-model', key }))
    const datasetId = await datasetOf(6)
    const views: unknown[] = [endpoint, await listEndpoints()]
    for (const steps of [[{ step: 'judge', repair: false }], [{ step: 'backtranslate' }]]) {
      const id = await db().$transaction((tx) => createRun(tx, ada, { kind: 'generate', datasetId, seed: 1, params: generateParams.parse({ endpointId: endpoint.id, steps }) }))
      await executeRun(id, 'one', new AbortController().signal)
      views.push(await runView(id))
    }
    expect(server.requests.total).toBeGreaterThan(6)
    const { rows: scrubbed } = await pool().query<{ n: number }>(`SELECT count(*)::int AS n FROM "Generation" g WHERE to_jsonb(g)::text LIKE '%key left out%'`)
    expect(scrubbed[0]?.n, 'the server did repeat it').toBeGreaterThan(0)
    // All that was made leaves.
    await db().$executeRaw`UPDATE "Constraint" SET status = 'accepted' WHERE "datasetId" = ${datasetId}::uuid`
    await db().$executeRaw`UPDATE "Pair" SET "acceptedCount" = "constraintCount" WHERE "datasetId" = ${datasetId}::uuid`
    let files = 0
    for (const recipe of [{ instruction: 'mixed' }, { format: 'openai' }, { format: 'sharegpt', fileType: 'jsonl.gz' }, { fileType: 'parquet' }, { format: 'backtranslation-sft' }] as const) {
      const folder = await exportedFolder(datasetId, { ...recipe, refined: 'undecided too' })
      for (const name of await readdir(folder)) {
        const bytes = await readFile(join(folder, name))
        const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1')
        files++
        for (const form of forms) expect(text.includes(form), `${name} of ${JSON.stringify(recipe)}`).toBe(false)
      }
    }
    expect(files).toBeGreaterThan(14)
    views.push(await listExports(datasetId))
    const { rows: tables } = await pool().query<{ name: string }>(`SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`)
    expect(tables.length).toBeGreaterThan(20)
    for (const { name } of tables) {
      const { rows } = await pool().query<{ n: number }>(`SELECT count(*)::int AS n FROM ${name} t WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) form WHERE position(form IN to_jsonb(t)::text) > 0)`, [forms])
      expect(rows[0]?.n, `table ${name}`).toBe(0)
    }
    const said = JSON.stringify(views)
    for (const form of forms) expect(said.includes(form)).toBe(false)
  } finally {
    await server.stop()
  }
})
