import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rm } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { accepted, exportOf } from '#lib/exports/accepted.fixture.ts'
import { pythonWith } from '#lib/exports/consumers/consumer.fixture.ts'
import { pushParams } from '#lib/hub/contract.ts'
import { startHub } from '#lib/hub/hub-stand-in.fixture.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { createRun } from '#lib/runs/start-run.ts'
import { db } from '#lib/db/client.ts'

const { python } = pythonWith('datasets')

const script = `
import json, sys
from datasets import load_dataset
loaded = load_dataset(sys.argv[1])
print(json.dumps({split: [row['id'] for row in rows] for split, rows in loaded.items()}))
`

describe.skipIf(!python)('load_dataset', () => {
  useInstallation()

  it.each(['jsonl', 'parquet'])('finds the splits of an export that was pushed, by the name of the repository: %s', async (fileType) => {
    const hub = await startHub()
    const environment = { HF_ENDPOINT: hub.url, HF_TOKEN: 'hf_writer' }
    const cache = join(tmpdir(), `pincer-hub-${randomUUID()}`)
    Object.assign(process.env, environment)
    try {
      const datasetId = await accepted(Array.from({ length: 20 }, (_, n) => ({ instruction: `Task ${n}`, response: `Answer ${n}` })))
      const { exportId } = await exportOf(datasetId, { validation: 0.3, fileType })
      const params = pushParams.parse({ exportId, repository: 'ada/loaded' })
      const runId = await db().$transaction((tx) => createRun(tx, null, { kind: 'push', datasetId, seed: 0, params }))
      await executeRun(runId, 'test', new AbortController().signal)
      expect(await runView(runId)).toMatchObject({ status: 'done', error: null })
      const { stdout } = await promisify(execFile)(python ?? '', ['-c', script, 'ada/loaded'], { env: { ...process.env, ...environment, HF_HOME: cache } })
      const loaded: Record<string, string[]> = JSON.parse(stdout.split('\n').find((line) => line.startsWith('{')) ?? '')
      expect(Object.keys(loaded)).toEqual(['train', 'validation'])
      expect(new Set(Object.values(loaded).flat()).size).toBe(20)
    } finally {
      for (const name of Object.keys(environment)) delete process.env[name]
      await Promise.all([hub.close(), rm(cache, { recursive: true, force: true })])
    }
  }, 120_000)
})
