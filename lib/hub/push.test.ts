import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { ChildProcess } from 'node:child_process'
import { appendFile, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'
import { db } from '#lib/db/client.ts'
import { accepted, exportOf } from '#lib/exports/accepted.fixture.ts'
import { exportsRoot } from '#lib/exports/export-folder.ts'
import { takeDown } from '#lib/exports/holding/take-down.ts'
import { startHub, type HubStandIn } from '#lib/hub/hub-stand-in.fixture.ts'
import { hubState, keepHubToken } from '#lib/hub/hub-token.ts'
import { listPushes } from '#lib/hub/list-pushes.ts'
import { pushParams } from '#lib/hub/contract.ts'
import { actOnRun } from '#lib/runs/act-on-run.ts'
import { executeRun } from '#lib/runs/execute.ts'
import { ada, useInstallation } from '#lib/runs/installation.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { queueOnly } from '#lib/runs/worker.fixture.ts'
import { startChild } from '#lib/start/child.ts'

// What is asked again is there by then, or waits until it is.
vi.mock(import('#lib/hub/patient-fetch.ts'), async (original) => {
  const { patientFetch } = await original()
  return { patientFetch: (patience) => patientFetch({ ...patience, firstWait: 10 }) }
})

useInstallation()

const owner = { ...ada, role: 'owner' }
let hub: HubStandIn
let datasetId: string
let exportId: string
let folder: string

beforeAll(async () => {
  hub = await startHub()
  process.env.HF_ENDPOINT = hub.url
  process.env.HF_TOKEN = 'hf_writer'
  process.env.PINCER_SECRET = 'a secret of thirty-two characters or more'
  const pairs = Array.from({ length: 60 }, (_, n) => ({ instruction: `Task ${n}`, response: `Answer ${n} ${randomUUID().repeat(8)}` }))
  datasetId = await accepted(pairs)
  const made = await exportOf(datasetId, { validation: 0.2, fileType: 'jsonl' })
  exportId = made.exportId
  folder = join(exportsRoot(), made.runId)
})

beforeEach(() => hub.behave({}))

afterAll(async () => {
  for (const name of ['HF_ENDPOINT', 'HF_TOKEN', 'PINCER_SECRET']) delete process.env[name]
  await hub.close()
})

async function start(params: object, of = exportId): Promise<string> {
  return (await startRun(owner, { kind: 'push', datasetId, seed: 0, params: pushParams.parse({ exportId: of, repository: `ada/${randomUUID()}`, ...params }) })).id
}

async function push(params: object, of = exportId) {
  const id = await start(params, of)
  await executeRun(id, 'test', new AbortController().signal)
  return runView(id)
}

async function resultOf(runId: string, of = exportId) {
  return (await listPushes(of)).find((each) => each.runId === runId)?.result ?? null
}

/** That the branch has exactly the export's files, to the byte. */
async function expectThere(repository: string, branch = 'main', of = folder): Promise<void> {
  const files = hub.commits(repository, branch)?.at(-1)?.files ?? {}
  const { files: listed } = JSON.parse(await readFile(join(of, 'manifest.json'), 'utf8'))
  const names = [...listed.map(({ name }: { name: string }) => name), 'manifest.json']
  expect(Object.keys(files).filter((name) => name !== '.gitattributes').toSorted()).toEqual(names.toSorted())
  for (const name of names) {
    const local = await readFile(join(of, name))
    const there = files[name]
    if (there?.content) expect(there.content.equals(local)).toBe(true)
    else expect(there?.lfs).toBe(createHash('sha256').update(local).digest('hex'))
  }
}

describe('a push to the Hub', () => {
  it('makes the repository and one commit with card, manifest and rows; the same bytes again change nothing', async () => {
    const run = await push({ repository: 'ada/first', private: true })
    expect(run).toMatchObject({ status: 'done', error: null, counts: { in: 4, out: 4, dropped: {} } })
    expect(run.progress).toBe(run.total)
    expect(hub.isPrivate('ada/first')).toBe(true)
    await expectThere('ada/first')
    const commits = hub.commits('ada/first') ?? []
    expect(commits).toHaveLength(2)
    expect(await resultOf(run.id)).toEqual({ changed: true, commit: { oid: commits[1]?.oid, url: `${hub.url}/datasets/ada/first/commit/${commits[1]?.oid}` } })

    const again = await push({ repository: 'ada/first' })
    expect(again).toMatchObject({ status: 'done', total: 0, counts: { in: 4, out: 0, dropped: { 'the same at the Hub already': 4 } } })
    expect(hub.commits('ada/first')).toHaveLength(2)
    expect(await resultOf(again.id)).toMatchObject({ changed: false, commit: { oid: commits[1]?.oid } })
  })

  it.each(['basic', 'multipart', 'xet'] as const)('sends large files as the Hub asks for them: %s', async (transfer) => {
    hub.behave({ transfer, largeFrom: 2000 })
    const repository = `ada/large-${transfer}`
    expect(await push({ repository })).toMatchObject({ status: 'done', error: null })
    await expectThere(repository)
    expect(hub.commits(repository)?.at(-1)?.files['train.jsonl']?.lfs).toMatch(/^[0-9a-f]{64}$/)
    expect(await push({ repository })).toMatchObject({ counts: { out: 0 } })
  })

  it('pushes to a branch, sends only what differs, and takes away what an earlier push had', async () => {
    expect(await push({ repository: 'ada/branched', branch: 'v1' })).toMatchObject({ status: 'done', error: null })
    await expectThere('ada/branched', 'v1')
    expect(Object.keys(hub.commits('ada/branched')?.at(-1)?.files ?? {})).toEqual(['.gitattributes'])
    const other = await exportOf(datasetId, { fileType: 'jsonl' })
    const run = await push({ repository: 'ada/branched', branch: 'v1' }, other.exportId)
    expect(run).toMatchObject({ status: 'done', counts: { in: 3, made: { removed: 1 } } })
    expect(Object.keys(hub.commits('ada/branched', 'v1')?.at(-1)?.files ?? {}).toSorted()).toEqual(['.gitattributes', 'README.md', 'manifest.json', 'train.jsonl'])
  })

  it('asks again where the Hub fails for the moment, and looks again where another commit came before its own', async () => {
    hub.behave({
      largeFrom: 2000,
      fault: ({ path, n }) => {
        if (path.startsWith('/lfs/') && n === 1) return 'cut'
        if (path.endsWith('/batch') && n === 1) return { status: 503 }
        return path.endsWith('/paths-info/main') && n === 1 ? { status: 429 } : null
      },
    })
    expect(await push({ repository: 'ada/flaky' })).toMatchObject({ status: 'done', error: null, waitingFor: null })
    await expectThere('ada/flaky')

    await push({ repository: 'ada/lost' })
    hub.commitAside('ada/lost', 'README.md', 'something else')
    // Another commit comes between looking and committing.
    let between = false
    hub.behave({
      fault: ({ path }) => {
        if (!path.endsWith('/commit/main') || between) return null
        between = true
        hub.commitAside('ada/lost', 'notes.txt', 'by the way')
        return null
      },
    })
    expect(await push({ repository: 'ada/lost' })).toMatchObject({ status: 'done', error: null })
    expect(hub.commits('ada/lost')?.map(({ title }) => title.includes('somebody else'))).toEqual([false, false, true, true, false])
  })

  it('finds its own commit where the answer was lost, and makes no second one', async () => {
    hub.behave({ fault: ({ path }) => (path.endsWith('/commit/main') ? 'lost' : null) })
    const run = await push({ repository: 'ada/unheard' })
    expect(run).toMatchObject({ status: 'done', error: null, counts: { out: 4 } })
    const commits = hub.commits('ada/unheard') ?? []
    expect(commits).toHaveLength(2)
    expect(await resultOf(run.id)).toMatchObject({ changed: true, commit: { oid: commits[1]?.oid } })
  })

  it('goes on after kill -9 without sending again what is there', async () => {
    const made = await exportOf(datasetId, { validation: 0.2 }, 31)
    const id = await start({ repository: 'ada/killed' }, made.exportId)
    await queueOnly(id)
    const worker: ChildProcess = startChild({ name: 'worker', args: [join(projectRoot, 'lib', 'worker', 'main.ts')], environment: { LOG_LEVEL: 'debug' }, logFile: join(process.env.PINCER_HOME ?? '', 'worker.log') })
    // The large files are there, the commit is not.
    const before = hub.requests.length
    hub.behave({
      largeFrom: 2000,
      fault: ({ path }) => {
        if (!path.endsWith('/commit/main')) return null
        worker.kill('SIGKILL')
        return 'cut'
      },
    })
    await once(worker, 'exit')
    expect(await runView(id)).toMatchObject({ status: 'running' })
    expect(hub.commits('ada/killed')).toHaveLength(1)
    const exported = join(exportsRoot(), made.runId)
    const sizes = await Promise.all((await readdir(exported)).map(async (name) => (await stat(join(exported, name))).size))
    expect(hub.requests.slice(before).filter((request) => request.startsWith('PUT /lfs/'))).toHaveLength(sizes.filter((bytes) => bytes >= 2000).length)
    const after = hub.requests.length
    hub.behave({ largeFrom: 2000 })
    await executeRun(id, 'the next worker', new AbortController().signal)
    expect(await runView(id)).toMatchObject({ status: 'done', error: null, counts: { in: 4, out: 4 } })
    await expectThere('ada/killed', 'main', join(exportsRoot(), made.runId))
    expect(hub.requests.slice(after).filter((request) => request.startsWith('PUT /lfs/'))).toEqual([])
    expect(await readFile(join(process.env.PINCER_HOME ?? '', 'worker.log'), 'utf8')).not.toContain('hf_writer')
  })

  it('stops when it is cancelled, without a commit', async () => {
    hub.behave({ largeFrom: 2000, delay: 5000 })
    const { exportId: fresh } = await exportOf(datasetId, {}, 32)
    const id = await start({ repository: 'ada/cancelled' }, fresh)
    const work = executeRun(id, 'test', new AbortController().signal)
    await expect.poll(() => hub.requests.some((request) => request.includes('ada/cancelled.git'))).toBe(true)
    await expect(actOnRun(ada, id, { action: 'cancel' })).rejects.toThrow(/Only the owner and admins may change a push/)
    await actOnRun(owner, id, { action: 'cancel' })
    await work
    expect(await runView(id)).toMatchObject({ status: 'cancelled', error: null })
    expect(hub.commits('ada/cancelled')).toHaveLength(1)
  })
})

describe('what a push refuses, and what it says', () => {
  it('is said of repositories: not its own, public, or with files of others', async () => {
    expect((await push({ repository: 'bob/theirs' })).error).toMatch(/may not write to bob\/theirs/)
    await push({ repository: 'ada/open' })
    expect((await push({ repository: 'ada/open', private: true })).error).toMatch(/ada\/open is public/)
    await push({ repository: 'ada/strange', branch: 'v1' })
    hub.commitAside('ada/strange', 'README.md', '# Mine')
    expect((await push({ repository: 'ada/strange' })).error).toMatch(/files that Pincer did not put there \(README.md\)/)
    expect(await push({ repository: 'ada/strange', replace: true })).toMatchObject({ status: 'done' })
    await expectThere('ada/strange')
  })

  it.each([
    [401, {}, /refused the token/],
    [403, { error: 'Private repository storage limit reached' }, /no room left.*storage of ada is used up.*storage limit reached/i],
    [400, { error: '"license" must be one of' }, /refused what was pushed \(400\). It says: "license" must be one of/],
  ])('is said of an answer %i', async (status, body, said) => {
    hub.behave({ fault: ({ path }) => (path.includes('/preupload/') ? { status, body } : null) })
    const run = await push({})
    expect(run.status).toBe('failed')
    expect(run.error).toMatch(said)
    expect(JSON.stringify([run, await db().runEvent.findMany({ where: { runId: run.id }, select: { message: true } })])).not.toContain('hf_writer')
  })

  it('is said of a network that is not there, and of files that are not what was exported', async () => {
    process.env.HF_ENDPOINT = 'http://127.0.0.1:10'
    const nowhere = start({})
    await executeRun(await nowhere, 'test', new AbortController().signal)
    expect((await runView(await nowhere)).error).toMatch(/Nothing listens at 127.0.0.1:10/)
    process.env.HF_ENDPOINT = hub.url
    const other = await exportOf(datasetId, {}, 9)
    await appendFile(join(exportsRoot(), other.runId, 'train.jsonl'), '{}\n')
    expect((await push({}, other.exportId)).error).toMatch(/train.jsonl is not what its manifest says/)
  })
})

/** An export of one pair, and a way to take that pair down while it is pushed: until it is, the Hub makes every request wait. */
async function exportOfOne(instruction: string, response: string) {
  const own = await accepted([{ instruction, response }])
  const { exportId: held } = await exportOf(own)
  const { id: pairId } = await db().pair.findFirstOrThrow({ where: { datasetId: own } })
  const takeItDown = (): Promise<unknown> => takeDown(owner, pairId, 'asked for', new AbortController().signal)
  /** `at`: the request in whose moment it is taken down; `then`: what the Hub makes of that request. */
  const takeDownAt = (at: (path: string) => boolean, then: () => { status: number } | 'lost' | null = () => ({ status: 429 })): void => {
    let takenDown: Promise<unknown> | null = null
    hub.behave({
      fault: async ({ path }) => {
        if (takenDown === null && at(path)) {
          takenDown = takeItDown()
          return then()
        }
        await takenDown
        return null
      },
    })
  }
  return { own, held, takeItDown, takeDownAt }
}

it('refuses an export that holds what was taken down', async () => {
  const { own, held, takeItDown } = await exportOfOne('Say who.', 'Somebody.')
  await takeItDown()
  const params = pushParams.parse({ exportId: held, repository: 'ada/held' })
  await expect(startRun(owner, { kind: 'push', datasetId: own, seed: 0, params })).rejects.toThrow(/holds a pair that was taken down on request/)
})

it('pushes nothing that is taken down while the Hub makes it wait', async () => {
  const { own, held, takeDownAt } = await exportOfOne('Say when.', 'Now.')
  // After the first look, and before the commit that the Hub takes.
  takeDownAt((path) => path.endsWith('/commit/main'), () => {
    hub.commitAside('ada/too-late', 'notes.txt', 'by the way')
    return null
  })
  const { id } = await startRun(owner, { kind: 'push', datasetId: own, seed: 0, params: pushParams.parse({ exportId: held, repository: 'ada/too-late', replace: true }) })
  await executeRun(id, 'test', new AbortController().signal)
  expect(await runView(id)).toMatchObject({ status: 'failed', error: expect.stringMatching(/taken down on request/) })
  expect(Object.keys(hub.commits('ada/too-late')?.at(-1)?.files ?? {})).not.toContain('train.jsonl')
})

it('says so where something is taken down in the moment of the commit itself, and what to do', async () => {
  const { own, held, takeDownAt } = await exportOfOne('Say where.', 'Here.')
  // The Hub takes the commit, its answer is lost, and only then is there time for the take-down.
  takeDownAt((path) => path.endsWith('/commit/main'), () => 'lost')
  const { id } = await startRun(owner, { kind: 'push', datasetId: own, seed: 0, params: pushParams.parse({ exportId: held, repository: 'ada/just-then' }) })
  await executeRun(id, 'test', new AbortController().signal)
  const [, pushed] = hub.commits('ada/just-then') ?? []
  expect(Object.keys(pushed?.files ?? {})).toContain('train.jsonl')
  expect(await runView(id)).toMatchObject({ status: 'partial', error: expect.stringContaining(`commit ${pushed?.oid.slice(0, 12)} has it`) })
  expect((await listPushes(held))[0]).toMatchObject({ status: 'partial', result: { commit: { oid: pushed?.oid } }, error: expect.stringContaining('taken down') })
  const [last] = await db().runEvent.findMany({ where: { runId: id }, orderBy: { id: 'desc' }, take: 1 })
  expect(last).toMatchObject({ level: 'warn', message: expect.stringContaining('delete the earlier revision at the Hub') })

  // The way out of it: a commit on top without these files, which leaves what others put there. It may be lost, and others may come before it.
  hub.commitAside('ada/just-then', 'notes.txt', 'by the way')
  let tried = 0
  hub.behave({
    fault: ({ path }) => {
      if (!path.endsWith('/commit/main')) return null
      if (++tried === 1) hub.commitAside('ada/just-then', 'more.txt', 'just before')
      return tried === 2 ? 'lost' : null
    },
  })
  const takeBack = { kind: 'push' as const, datasetId: own, seed: 0, params: pushParams.parse({ exportId: held, repository: 'ada/just-then', withdraw: true }) }
  await expect(startRun({ ...ada, role: 'reviewer' }, takeBack)).rejects.toMatchObject({ code: 'forbidden' })
  const withdrawal = await startRun(owner, takeBack)
  await executeRun(withdrawal.id, 'test', new AbortController().signal)
  expect(await runView(withdrawal.id)).toMatchObject({ status: 'done', error: null, counts: { in: 3, out: 3, dropped: {} } })
  const after = hub.commits('ada/just-then')?.at(-1)
  expect(Object.keys(after?.files ?? {}).toSorted()).toEqual(['.gitattributes', 'more.txt', 'notes.txt'])
  expect((await listPushes(held))[0]).toMatchObject({ withdraws: true, status: 'done', result: { changed: true, commit: { oid: after?.oid } } })
})

it('takes nothing back where another export stands by now, or nobody can tell whose files they are', async () => {
  hub.behave({})
  await push({ repository: 'ada/newer' })
  const other = await exportOf(datasetId, { fileType: 'jsonl' })
  await push({ repository: 'ada/newer' }, other.exportId)
  const commits = hub.commits('ada/newer')?.length
  expect(await push({ repository: 'ada/newer', withdraw: true })).toMatchObject({ status: 'done', counts: { out: 0, dropped: { 'not there': 4 } } })
  expect(hub.commits('ada/newer')).toHaveLength(commits ?? 0)
  hub.commitAside('ada/newer', 'manifest.json', '{}')
  expect(await push({ repository: 'ada/newer', withdraw: true })).toMatchObject({ status: 'failed', error: expect.stringContaining('no manifest of Pincer') })
  expect(hub.commits('ada/newer')?.at(-1)?.files).toHaveProperty('train.jsonl')
  expect(await push({ repository: 'ada/nowhere', withdraw: true })).toMatchObject({ status: 'failed' })
  expect(hub.commits('ada/nowhere')).toBeNull()
})

it('looks once more in the moment of the commit, after what had to be uploaded', async () => {
  const { own, held, takeDownAt } = await exportOfOne('Say why.', 'Because.')
  takeDownAt((path) => path.includes('/preupload/'))
  const { id } = await startRun(owner, { kind: 'push', datasetId: own, seed: 0, params: pushParams.parse({ exportId: held, repository: 'ada/in-time' }) })
  await executeRun(id, 'test', new AbortController().signal)
  expect(await runView(id)).toMatchObject({ status: 'failed', error: expect.stringMatching(/taken down on request/) })
  expect(hub.commits('ada/in-time')).toHaveLength(1)
})

describe('the token for the Hub', () => {
  it('is needed, is for the owner and admins, and is never shown', async () => {
    process.env.HF_TOKEN = 'sk-of-another-service'
    await expect(start({})).rejects.toThrow(/HF_TOKEN is no token of the Hub/)
    expect(await hubState(ada)).toMatchObject({ token: 'environment', problem: expect.not.stringContaining('sk-of'), manages: false })
    delete process.env.HF_TOKEN
    await expect(start({})).rejects.toThrow(/no token for the Hugging Face Hub/)
    await expect(keepHubToken(ada, 'hf_writer')).rejects.toThrow(/Only the owner and admins/)
    await expect(startRun(ada, { kind: 'push', datasetId, seed: 0, params: pushParams.parse({ exportId, repository: 'ada/x' }) })).rejects.toThrow(/Only the owner and admins/)
    const state = await keepHubToken(owner, 'hf_writer')
    expect(state).toEqual({ server: hub.url, token: 'kept', problem: null, manages: true })
    const { sealedKey } = await db().outsideKey.findUniqueOrThrow({ where: { service: 'hub' } })
    expect(Buffer.from(sealedKey).toString('latin1')).not.toContain('hf_writer')
    const run = await push({ repository: 'ada/kept' })
    expect(run).toMatchObject({ status: 'done', error: null })
    const kept = await Promise.all([db().run.findMany(), db().runEvent.findMany(), db().auditEvent.findMany()])
    expect(JSON.stringify(kept, (_, value) => (typeof value === 'bigint' ? Number(value) : value))).not.toContain('hf_writer')
  })

  it('goes to no other server than the one it was entered for', async () => {
    process.env.HF_ENDPOINT = 'http://127.0.0.1:10'
    await expect(start({})).rejects.toThrow(/was entered for http:\/\/127.0.0.1:\d+, and HF_ENDPOINT names http:\/\/127.0.0.1:10 now/)
    process.env.HF_ENDPOINT = hub.url
    process.env.PINCER_SECRET = 'another secret of thirty-two characters or more'
    await expect(start({})).rejects.toThrow(/cannot be read: the secret of this installation changed/)
  })
})
