import { beforeEach, expect, test } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { lendConnection } from '#lib/db/lend.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { logToRun } from '#lib/runs/run-log.ts'
import { watchRun } from '#lib/runs/watch-run.ts'

useInstallation()

let runId: string
beforeEach(async () => {
  const { id: datasetId } = await createDataset(null, { name: `Watched ${crypto.randomUUID()}`, license: 'CC0-1.0' })
  runId = await db().$transaction((tx) => createRun(tx, null, { kind: 'verify', datasetId, seed: 0, params: {} }))
})

const watching = () => watchRun({ ...ada, role: 'owner' }, runId, 0, new AbortController().signal)
const end = () => db().run.update({ where: { id: runId }, data: { status: 'done', finishedAt: new Date() } })

/** The lines of a run's log as they are told, in their order, until the run has ended. */
async function linesOf(stream: AsyncGenerator<Uint8Array>): Promise<string[]> {
  let text = ''
  for await (const chunk of stream) text += new TextDecoder().decode(chunk)
  return [...text.matchAll(/^event: log\ndata: (.*)$/gm)].map(([, line]) => String(JSON.parse(line ?? '').message))
}

test('tells a line of the log once that a later one was told before', async () => {
  const stream = await watching()
  await lendConnection(async (client) => {
    await client.query('BEGIN')
    await client.query(`INSERT INTO "RunEvent" ("runId", message) VALUES ($1, 'begun first')`, [runId])
    await logToRun(runId, 'begun second')
    expect(new TextDecoder().decode((await stream.next()).value)).toContain('begun second')
    await client.query('COMMIT')
  })
  await end()
  expect(await linesOf(stream)).toEqual(['begun first'])
})

test('tells all lines of a run that has ended, however many', async () => {
  const messages = Array.from({ length: 1200 }, (_, n) => `line ${n}`)
  await db().runEvent.createMany({ data: messages.map((message) => ({ runId, message })) })
  await end()
  expect(await linesOf(await watching())).toEqual(messages)
})
