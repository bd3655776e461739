import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { afterEach, describe, expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { benchmarkFiles, benchmarkSource } from './fetch-benchmark.ts'
import { knownBenchmarks } from './known-benchmarks.ts'
import { storeKnownBenchmark } from './store-known-benchmark.ts'

ownDatabase()
const [ifeval, ifbench, followbench] = knownBenchmarks
if (!ifeval || !ifbench || !followbench) throw new Error('the known benchmarks are not there')
const ended: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ended.splice(0)) await end()
})

/** A Hub that has these files of the repository at the commit that is fixed; `sent` is sent in the place of what is listed. */
async function hub(known: typeof ifeval, files: Record<string, Buffer>, { sent = {}, large = false }: { sent?: Record<string, Buffer>; large?: boolean } = {}): Promise<string> {
  const { repository, revision } = known?.hub ?? { repository: '', revision: '' }
  const server: Server = createServer((request, response) => {
    const path = request.url ?? ''
    const tree = `/api/datasets/${repository}/tree/${revision}`
    const name = path.startsWith(`/datasets/${repository}/resolve/${revision}/`) ? path.slice(`/datasets/${repository}/resolve/${revision}/`.length) : null
    if (path.startsWith(tree)) {
      const folder = path.slice(tree.length + 1)
      const entries = Object.entries(files).filter(([each]) => dirname(each) === (folder || '.')).map(([each, content]) => ({
        type: 'file', path: each, size: content.length, oid: createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex'),
        ...(large ? { lfs: { oid: createHash('sha256').update(content).digest('hex'), size: content.length } } : {}),
      }))
      return void response.end(JSON.stringify([{ type: 'directory', path: 'data', oid: 'x', size: 0 }, ...entries]))
    }
    const content = name === null ? undefined : (sent[name] ?? files[name])
    if (!content) return void response.writeHead(404).end('none')
    response.end(content)
  })
  await new Promise<void>((begun) => server.listen(0, '127.0.0.1', begun))
  ended.push(() => new Promise((closed) => server.close(closed)))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return `http://127.0.0.1:${port}`
}

const lines = Buffer.from('{"prompt":"Write a poem."}\n{"prompt":"Write a song."}\n')

describe('a known benchmark', () => {
  it('comes from the Hub at the commit that is fixed, and is kept under its name', async () => {
    const server = await hub(ifeval, { 'ifeval_input_data.jsonl': lines, 'README.md': Buffer.from('no prompts') })
    expect(await storeKnownBenchmark(null, 'ifeval', { HF_ENDPOINT: server })).toBe(2)
    expect(await db().benchmarkList.findUnique({ where: { name: 'ifeval' } })).toMatchObject({ prompts: 2 })
    expect(benchmarkSource({ HF_ENDPOINT: server })).toBe(new URL(server).host)
  })

  it('comes from several files of a folder, and from Parquet', async () => {
    const records = (prompt: string) => Buffer.from(JSON.stringify([{ instruction: prompt, level: 1 }]))
    const several = await hub(followbench, { 'data_en/style_constraints.json': records('Sing.'), 'data_en/mixed_constraints.json': records('Dance.'), 'data_zh/style_constraints.json': records('No.') })
    expect((await benchmarkFiles(followbench, { HF_ENDPOINT: several })).map((text) => JSON.parse(text)[0].instruction)).toEqual(['Sing.', 'Dance.'])
    const table = Buffer.from(parquetWriteBuffer({ columnData: [{ name: 'prompt', data: ['Count to ten.', 'Count to 20.'], type: 'STRING' }, { name: 'key', data: [1n, 2n], type: 'INT64' }] }))
    const packed = await hub(ifbench, { 'default/train/0000.parquet': table }, { large: true })
    expect(await storeKnownBenchmark(null, 'ifbench', { HF_ENDPOINT: packed })).toBe(2)
  })

  it.each([false, true])('is refused where its hash is another one, and what was kept stays (large: %s)', async (large) => {
    await storeKnownBenchmark(null, 'ifeval', { HF_ENDPOINT: await hub(ifeval, { 'ifeval_input_data.jsonl': lines }) })
    const wrong = await hub(ifeval, { 'ifeval_input_data.jsonl': lines }, { large, sent: { 'ifeval_input_data.jsonl': Buffer.from(lines.toString().replace('poem', 'ode.')) } })
    await expect(storeKnownBenchmark(null, 'ifeval', { HF_ENDPOINT: wrong })).rejects.toMatchObject({ code: 'upstream', message: expect.stringContaining('its size or hash is another one') })
    expect(await db().benchmarkList.findUnique({ where: { name: 'ifeval' } })).toMatchObject({ prompts: 2 })
  })

  it('says what to do where there is no way to the Hub, or it does not have it', async () => {
    await expect(storeKnownBenchmark(null, 'ifeval', { HF_ENDPOINT: 'http://127.0.0.1:9' })).rejects.toMatchObject({ code: 'upstream', message: expect.stringMatching(/^There is no way to 127\.0\.0\.1:9 from here .*Give the file with the prompts of IFEval instead/) })
    await expect(storeKnownBenchmark(null, 'ifeval', { HF_ENDPOINT: await hub(ifeval, {}) })).rejects.toMatchObject({ code: 'upstream', message: expect.stringContaining('has no file with prompts') })
    await expect(storeKnownBenchmark(null, 'nothing', {})).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is not fetched where its files are too large together', async () => {
    const half = Buffer.alloc(40_000_000)
    const server = await hub(followbench, { 'data_en/style_constraints.json': half, 'data_en/mixed_constraints.json': half })
    await expect(benchmarkFiles(followbench, { HF_ENDPOINT: server })).rejects.toMatchObject({ code: 'upstream', message: expect.stringContaining('larger than 64 MB together') })
  })

  it('comes from the folder of reference data where there is one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pincer-reference-'))
    ended.push(() => rm(folder, { recursive: true }))
    await mkdir(join(folder, 'ifeval'))
    await writeFile(join(folder, 'ifeval/input_data.jsonl'), lines)
    expect(benchmarkSource({ PINCER_REFERENCE_DATA: folder })).toBe(folder)
    expect(await storeKnownBenchmark(null, 'ifeval', { PINCER_REFERENCE_DATA: folder, HF_ENDPOINT: 'http://127.0.0.1:9' })).toBe(2)
    await expect(storeKnownBenchmark(null, 'ifbench', { PINCER_REFERENCE_DATA: folder })).rejects.toMatchObject({ code: 'invalid', message: expect.stringMatching(/IFBench is not in PINCER_REFERENCE_DATA: .*ifbench.input_data\.jsonl cannot be read \(ENOENT\)/) })
  })
})

const reference = process.env.PINCER_REFERENCE_DATA
if (!reference) console.info('skipped: PINCER_REFERENCE_DATA names no folder with the prompts of IFEval, IFBench and FollowBench')
it.skipIf(!reference)('reads the real prompts of all three', async () => {
  const counts = []
  for (const { name } of knownBenchmarks) counts.push(await storeKnownBenchmark(null, name, { PINCER_REFERENCE_DATA: reference }))
  expect(counts.slice(0, 2)).toEqual([541, 300])
  expect(counts[2]).toBeGreaterThan(500)
})
