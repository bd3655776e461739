import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startEmbedded } from '#lib/db/embedded.ts'
import { clearLeftover, readPostmaster } from '#lib/db/postmaster.ts'
import { temporaryHome } from '#lib/db/temporary-home.ts'

let temporary: ReturnType<typeof temporaryHome>
let home = ''
beforeEach(() => {
  temporary = temporaryHome()
  home = temporary.path
})
afterEach(() => temporary.remove())

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows[0]?.[0]
  } finally {
    await client.end()
  }
}

describe('the embedded Postgres', () => {
  test('keeps what was written from one start to the next', async () => {
    const first = await startEmbedded({ dataDir: home, durable: false })
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await first.stop()
    const second = await startEmbedded({ dataDir: home, durable: false })
    expect(await ask(second.url, 'SELECT answer FROM kept')).toBe(42)
    expect(second.url).toBe(first.url)
    await second.stop()
  })

  test.skipIf(process.getuid?.() !== 0)('begins no empty one elsewhere where there is one that was copied as root', async () => {
    const first = await startEmbedded({ dataDir: home, durable: false })
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await first.stop()
    const { uid, gid } = statSync(first.clusterFolder)
    chownSync(first.clusterFolder, 0, 0)
    await expect(startEmbedded({ dataDir: home, durable: false })).rejects.toThrow(`Run "chown -R ${uid}:${gid} ${first.clusterFolder}"`)
    chownSync(first.clusterFolder, uid, gid)
    const second = await startEmbedded({ dataDir: home, durable: false })
    expect(await ask(second.url, 'SELECT answer FROM kept')).toBe(42)
    await second.stop()
  })

  test('listens on loopback only, wants its password and keeps that to itself', async () => {
    const postgres = await startEmbedded({ dataDir: home, durable: false })
    expect(await ask(postgres.url, 'SHOW listen_addresses')).toBe('127.0.0.1')
    const stranger = new URL(postgres.url)
    stranger.password = 'guess'
    await expect(ask(stranger.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' })
    expect(statSync(join(home, 'postgres', 'pincer-access.json')).mode & 0o077).toBe(0)
    expect(readFileSync(join(home, 'logs', 'postgres.log'), 'utf8')).not.toContain(new URL(postgres.url).password)
    await postgres.stop()
  })

  test('brings what the schema needs: trigram indexes, and a text order that is the same everywhere', async () => {
    const postgres = await startEmbedded({ dataDir: home, durable: false })
    await ask(postgres.url, 'CREATE EXTENSION pg_trgm')
    expect(await ask(postgres.url, "SELECT string_agg(w, '' ORDER BY w) FROM unnest(ARRAY['b','B','a','ä']) w")).toBe('Babä')
    await postgres.stop()
  })

  test('is shared by whoever attaches, and ended by its owner only', async () => {
    const owner = await startEmbedded({ dataDir: home, durable: false })
    const guest = await startEmbedded({ dataDir: home, attach: true })
    expect(guest).toMatchObject({ owner: false, url: owner.url })
    await guest.stop()
    expect(await ask(owner.url, 'SELECT 1')).toBe(1)
    await owner.stop()
    expect(existsSync(join(home, 'postgres.lock'))).toBe(false)
  })

  test('is stopped by the next start when its owner was killed, and nothing committed is lost', async () => {
    const owner = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', `
        const { startEmbedded } = await import('#lib/db/embedded.ts')
        const { Client } = (await import('pg')).default
        const postgres = await startEmbedded({ dataDir: ${JSON.stringify(home)} })
        const client = new Client({ connectionString: postgres.url })
        await client.connect()
        await client.query('CREATE TABLE kept AS SELECT 7 AS answer')
        process.kill(process.pid, 'SIGKILL')`],
      { cwd: process.cwd(), encoding: 'utf8' },
    )
    expect(owner.signal, owner.stderr).toBe('SIGKILL')
    const next = await startEmbedded({ dataDir: home, durable: false })
    expect(await ask(next.url, 'SELECT answer FROM kept')).toBe(7)
    await next.stop()
  })

  test('starts although postmaster.pid names a process that is now somebody else', async () => {
    const first = await startEmbedded({ dataDir: home, durable: false })
    await first.stop()
    const stale = join(home, 'postgres', 'postmaster.pid')
    writeFileSync(stale, `${process.pid}\n${join(home, 'postgres')}\n0\n5432\n\n127.0.0.1\n\nready\n`)
    const second = await startEmbedded({ dataDir: home, durable: false })
    expect(readPostmaster(join(home, 'postgres'))?.pid).not.toBe(process.pid)
    await second.stop()
  })

  test.runIf(process.getuid?.() === 0)('puts its data where Postgres may go when root keeps the home folder to itself', async () => {
    chmodSync(dirname(home), 0o700)
    const said: string[] = []
    const postgres = await startEmbedded({ dataDir: home, durable: false, say: (sentence) => said.push(sentence) })
    try {
      expect(postgres.clusterFolder).toMatch(/^\/var\/lib\/pincer\/[0-9a-f]{12}\/postgres$/)
      expect(said.join()).toContain(postgres.clusterFolder)
      expect(await ask(postgres.url, 'SELECT 1')).toBe(1)
    } finally {
      await postgres.stop()
      rmSync(dirname(postgres.clusterFolder), { recursive: true, force: true })
    }
  })

  test('refuses the data of another major version, and says which', async () => {
    const first = await startEmbedded({ dataDir: home, durable: false })
    await first.stop()
    writeFileSync(join(home, 'postgres', 'PG_VERSION'), '15\n')
    await expect(startEmbedded({ dataDir: home })).rejects.toThrow(/made by Postgres 15.*brings Postgres 18/)
  })

  test('says so when its password is lost, instead of asking Postgres in vain', async () => {
    const first = await startEmbedded({ dataDir: home, durable: false })
    await first.stop()
    rmSync(join(home, 'postgres', 'pincer-access.json'))
    await expect(startEmbedded({ dataDir: home })).rejects.toThrow(/has lost its password/)
  })
})

describe('clearLeftover', () => {
  test('finds nothing to clear where no server ever ran', async () => {
    expect(await clearLeftover(home)).toBe('nothing')
  })

  test('leaves the process alone that got the number of a server that is gone', async () => {
    mkdirSync(home)
    writeFileSync(join(home, 'postmaster.pid'), `${process.pid}\n`)
    expect(await clearLeftover(home)).toBe('stale')
    expect(existsSync(join(home, 'postmaster.pid'))).toBe(false)
  })
})
