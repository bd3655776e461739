import { existsSync, readFileSync, statSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { freePort, nextFreePort } from '#lib/config/port.ts'
import { endAll, leftAfter, makeCheckout, processesOf, type Checkout } from '#lib/start/checkout.fixture.ts'

let checkout: Checkout
let home = ''
let port = ''
beforeAll(async () => {
  checkout = makeCheckout()
  home = join(checkout.folder, '.pincer')
  // Not one of those that the system gives to whoever asks for any: between two tests somebody would get it.
  port = String(await nextFreePort(20_000 + (process.pid % 10_000)))
})
afterEach(async () => {
  // Whatever a failed test left running must not spoil the next one.
  endAll(checkout.folder)
  expect(await leftAfter(checkout.folder)).toEqual([])
  checkout.reset()
})
afterAll(() => checkout.remove())

const up = (args = ['--port', port], environment?: Record<string, string>) => checkout.start(args, environment)
const launcherPid = () => Number(JSON.parse(readFileSync(join(home, 'running.lock'), 'utf8')).pid)
const answer = async (address: string) => (await fetch(`${address}/api/health`)).text()

describe('npm start', () => {
  test('prints one block with the address, and stops everything at Ctrl-C', async () => {
    const first = up()
    const address = await first.address
    expect(address).toBe(`http://127.0.0.1:${port}`)
    expect(await answer(address)).toMatch(/^\d+$/)
    expect(first.out().trim().split('\n')).toHaveLength(5)
    first.child.kill('SIGINT')
    expect(await first.exit).toEqual({ code: 0, signal: null })
    expect(await leftAfter(checkout.folder, 5000)).toEqual([])
    expect([existsSync(join(home, 'running.lock')), existsSync(join(home, 'postgres.lock'))]).toEqual([false, false])
  })

  test('does not build again when nothing has changed', async () => {
    const again = up()
    await again.address
    expect(again.err()).not.toContain('Building')
    again.child.kill('SIGTERM')
    expect((await again.exit).code).toBe(0)
  })

  test('builds again after a change', async () => {
    checkout.write('app/page.tsx', 'export default function Page() { return null }')
    const changed = up()
    await changed.address
    expect(changed.err()).toContain('Building')
    changed.child.kill('SIGTERM')
    await changed.exit
  })

  test('says where Pincer runs already', async () => {
    const first = up()
    const address = await first.address
    const second = up()
    expect((await second.exit).code).toBe(1)
    expect(second.err()).toMatch(`Pincer runs already at ${address} (process ${launcherPid()})`)
    first.child.kill('SIGTERM')
    expect((await first.exit).code).toBe(0)
  })

  test.each(['the launcher', 'the launcher and Postgres'])('starts again after kill -9 of %s, which leaves nothing running', async (whom) => {
    const first = up()
    await first.address
    const postmaster = Number.parseInt(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8'))
    if (whom.includes('Postgres')) process.kill(postmaster, 'SIGKILL')
    process.kill(launcherPid(), 'SIGKILL')
    await first.exit
    expect(await leftAfter(checkout.folder)).toEqual([])
    const second = up()
    expect(await answer(await second.address)).toMatch(/^\d+$/)
    second.child.kill('SIGTERM')
    expect((await second.exit).code).toBe(0)
  })

  test('starts the web server again when it crashes', async () => {
    const first = up()
    const address = await first.address
    const before = await answer(address)
    process.kill(Number(before), 'SIGKILL')
    await expect.poll(() => answer(address).catch(() => before)).not.toBe(before)
    expect(first.err()).toContain('The web server ended unexpectedly (signal SIGKILL); starting it again (1 of 3).')
    first.child.kill('SIGTERM')
    await first.exit
  })

  test('ends with a sentence when Postgres is gone', async () => {
    const first = up()
    await first.address
    process.kill(Number.parseInt(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8')), 'SIGKILL')
    expect((await first.exit).code).toBe(1)
    expect(first.err()).toContain('Postgres ended unexpectedly')
    expect(await leftAfter(checkout.folder, 5000)).toEqual([])
  })

  test('stops when npm, or the shell that npm runs it in, is ended', async () => {
    const command = `"${process.execPath}" "${join(checkout.folder, 'scripts', 'start.mjs')}" --port ${port}; true`
    const shell = spawn('sh', ['-c', command], { cwd: checkout.folder, env: { ...process.env, PINCER_HOME: home, npm_lifecycle_event: 'start' }, stdio: ['ignore', 'pipe', 'ignore'] })
    await new Promise((printed) => shell.stdout.once('data', printed))
    shell.kill('SIGTERM')
    expect(await leftAfter(checkout.folder)).toEqual([])
    expect(existsSync(join(home, 'running.lock'))).toBe(false)
  })

  test('a second Ctrl-C ends it at once', async () => {
    checkout.write('lib/worker/main.ts', "process.on('SIGTERM', () => undefined)\n;(await import('node:fs')).writeFileSync(new URL('deaf', import.meta.url), '')\nsetInterval(() => undefined, 1000)")
    const first = up()
    await first.address
    await expect.poll(() => existsSync(join(checkout.folder, 'lib/worker/deaf'))).toBe(true)
    first.child.kill('SIGINT')
    await expect.poll(first.err).toContain('Stopping.')
    // What comes within a second is the same press.
    await sleep(1100)
    first.child.kill('SIGINT')
    expect((await first.exit).code).toBe(130)
  })

  test('Ctrl-C while it is still starting stops what there is', async () => {
    checkout.write('lib/pairs/seed-sample.ts', "await new Promise((done) => setTimeout(done, 30_000))\nexport const seedSample = async () => true")
    const first = up()
    const preparing = () => processesOf(checkout.folder).some((line) => line.includes('lib/start/prepare.ts'))
    await expect.poll(preparing, { interval: 20 }).toBe(true)
    first.child.kill('SIGINT')
    expect((await first.exit).code).toBe(0)
    expect(first.out()).toBe('')
    expect(await leftAfter(checkout.folder, 5000)).toEqual([])
  })

  test('says why there is no sign-in link', async () => {
    checkout.write('lib/auth/sign-in-link.ts', "export const createSignInLink = async () => { throw new Error('no ink') }")
    const first = up()
    expect((await first.exit).code).toBe(1)
    expect(first.err()).toContain('The sign-in link could not be made')
  })
})

describe('one sentence, no stack, and exit code 1', () => {
  const refused = async (args: string[], environment: Record<string, string>) => {
    const started = up(args, environment)
    expect((await started.exit).code).toBe(1)
    expect(started.out()).toBe('')
    expect(started.err().trim().split('\n')).toHaveLength(1)
    expect(started.err()).not.toMatch(/hunter2|node:internal|\.ts:\d/)
    return started.err()
  }

  test('for a port that is in use', async () => {
    const busy = createServer()
    await new Promise<void>((ready) => busy.listen(Number(port), '127.0.0.1', ready))
    expect(await refused(['--port', port], {})).toContain(`Port ${port} on 127.0.0.1 is in use`)
    busy.close()
  })

  test('for a database that does not answer', async () => {
    const nobody = await freePort()
    const message = await refused(['--port', port], { DATABASE_URL: `postgresql://ada:hunter2@127.0.0.1:${nobody}/training` })
    expect(message).toContain(`No Postgres answers at 127.0.0.1:${nobody}, database "training"`)
  })

  test('for settings that are none', async () => {
    expect(await refused([], { DATABASE_URL: 'mysql://ada:hunter2@localhost/x' })).toContain('DATABASE_URL must look like postgresql://')
    expect(await refused(['--port', '70000'], {})).toContain('PINCER_PORT')
  })

  test('for a folder that is a file', async () => {
    checkout.write('file', 'not a folder')
    expect(await refused([], { PINCER_HOME: join(checkout.folder, 'file', 'home') })).toMatch(/cannot be made.*PINCER_HOME/)
  })
})

test('bad usage is exit code 2, and help is help', async () => {
  const bad = up(['--prot', '1'])
  expect((await bad.exit).code).toBe(2)
  expect(bad.err()).toContain('usage: npm start')
  const help = up(['--help'])
  expect((await help.exit).code).toBe(0)
})

test('what is kept is nobody else’s to read', () => {
  for (const path of ['postgres/pincer-access.json', 'logs/web.log', 'logs/postgres.log']) {
    expect([path, statSync(join(home, path)).mode & 0o077]).toEqual([path, 0])
  }
})
