import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { expect, test, vi } from 'vitest'
import { workerFlags } from '#lib/start/worker-flags.ts'
import { startThread } from '#lib/exports/pieces/start-thread.ts'

const program = new URL(`data:text/javascript,${encodeURIComponent(`
  import { parentPort } from 'node:worker_threads'
  import { getHeapSpaceStatistics } from 'node:v8'
  let kept = []
  for (let n = 0; n < 3_000_000; n++) {
    kept.push({ n, text: 'text ' + n })
    if (kept.length > 100_000) kept = []
  }
  parentPort.postMessage(getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size / 2 ** 20)
`)}`)

test("a thread's young generation stays small where the worker's may grow large", async () => {
  const flag = workerFlags.find((told) => told.includes('semi-space'))
  expect(flag).toBeDefined()
  if (flag) setFlagsFromString(flag)
  const thread = startThread(program)
  const [megabytes] = await once(thread, 'message')
  await thread.terminate()
  expect(megabytes).toBeLessThanOrEqual(12)
})

test('what a thread compiles is kept for the next one', async () => {
  const home = await mkdtemp(join(tmpdir(), 'pincer-thread-'))
  vi.stubEnv('NODE_COMPILE_CACHE', undefined)
  vi.stubEnv('PINCER_HOME', home)
  try {
    const program = join(home, 'program.mjs')
    await writeFile(program, "import { parentPort } from 'node:worker_threads'\nparentPort.postMessage('loaded')\n")
    const thread = startThread(program)
    await once(thread, 'message')
    await thread.terminate()
    const kept = await readdir(join(home, 'compiled'), { recursive: true, withFileTypes: true })
    expect(kept.filter((entry) => entry.isFile()).length).toBeGreaterThan(0)
  } finally {
    vi.unstubAllEnvs()
    await rm(home, { recursive: true, force: true })
  }
})
