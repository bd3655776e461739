import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'
import { endAll, leftAfter, makeCheckout, type Checkout } from '#lib/start/checkout.fixture.ts'

/** Both runners are stand-ins that end at once, without putting anything in order: what they started must go all the same. */
const runners = {
  'node_modules/vitest/vitest.mjs': `
import { startEmbedded } from '../../lib/db/embedded.ts'
if (process.argv.includes('deaf')) process.on('SIGINT', () => undefined)
await startEmbedded({ dataDir: process.cwd() + '/home-of-units', durable: false })
console.log('unit tests run')
setInterval(() => undefined, 1000)`,
  'node_modules/@playwright/test/cli.js': `
import('../../../e2e/support/app.ts').then(async ({ startApp }) => {
  await startApp()
  console.log('browser tests run')
  setInterval(() => undefined, 1000)
})`,
}

/** Stands in for what generates the database client, and for Chromium as it is asked whether it runs: says that it is at it, and, if asked, takes so long from when that was seen. */
const takingTime = (mark: string) => `
const { existsSync, writeFileSync } = require('node:fs')
const mark = ${JSON.stringify(mark)}
writeFileSync(mark, '')
const look = process.env.TAKES_MS && setInterval(() => {
  if (existsSync(mark)) return
  clearInterval(look)
  setTimeout(() => undefined, Number(process.env.TAKES_MS))
}, 20)`

let checkout: Checkout
beforeAll(() => {
  checkout = makeCheckout()
  cpSync(join(projectRoot, 'e2e', 'support'), join(checkout.folder, 'e2e', 'support'), { recursive: true })
  // They are links into the packages of this checkout.
  for (const name of ['vitest', '@playwright', 'prisma']) rmSync(join(checkout.folder, 'node_modules', name))
  for (const [path, content] of Object.entries(runners)) checkout.write(path, content)
  checkout.write('node_modules/prisma/package.json', '{ "type": "commonjs" }')
  checkout.write('node_modules/prisma/build/index.js', takingTime(join(checkout.folder, 'preparing')))
  checkout.write('chromium.cjs', `#!${process.execPath}${takingTime(join(checkout.folder, 'preparing'))}`)
  chmodSync(join(checkout.folder, 'chromium.cjs'), 0o755)
})
afterEach(async () => {
  endAll(checkout.folder)
  expect(await leftAfter(checkout.folder)).toEqual([])
})
afterAll(() => checkout.remove())

/** Runs all tests, or those of one kind, in a shell, where npm would have one. */
function started(kinds: string[], inShell: boolean, environment: Record<string, string> = {}) {
  const command = [process.execPath, join(checkout.folder, 'scripts', 'test.mjs'), ...kinds]
  const [program = '', ...args] = inShell ? ['sh', '-c', `"${command.join('" "')}"; true`] : command
  const { DATABASE_URL: _, PINCER_HOME: __, ...inherited } = process.env
  return spawn(program, args, {
    cwd: checkout.folder,
    env: { ...inherited, PINCER_CHROMIUM: '/bin/true', ...(inShell ? { npm_lifecycle_event: 'test' } : {}), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Runs all tests, or those of one kind, until the runner has started what it needs. */
async function running(kinds: string[], inShell = false) {
  const child = started(kinds, inShell)
  let said = ''
  child.stderr.on('data', (chunk) => (said += String(chunk)))
  const ended = once(child, 'close')
  await new Promise<void>((up, failed) => {
    child.stdout.on('data', (chunk) => {
      said += String(chunk)
      if (said.includes('tests run')) up()
    })
    void ended.then(() => failed(new Error(said)))
  })
  return { child, ended, said: () => said }
}

test('npm test builds the pages while unit tests run', async () => {
  const { child, ended, said } = await running([])
  await expect.poll(() => existsSync(join(checkout.folder, '.pincer', 'test', 'build', 'made-from'))).toBe(true)
  expect(said()).not.toContain('browser tests run')
  child.kill('SIGTERM')
  await ended
})

describe('npm test leaves nothing running', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('after %s among the unit tests, begins no others and has not passed', async (signal) => {
    const { child, ended, said } = await running([])
    child.kill(signal)
    expect((await ended)[0]).toBe(1)
    expect(said()).toMatch(/\n0 passed, 1 failed\n$/)
    expect(said()).not.toContain('browser tests run')
    expect(await leftAfter(checkout.folder)).toEqual([])
  })

  test.each([
    ['the database client is generated', 'unit'],
    ['the browser is looked for', 'e2e'],
  ])('after a signal while %s, begins no tests and has not passed', async (_, kind) => {
    const preparing = join(checkout.folder, 'preparing')
    rmSync(preparing, { force: true })
    if (kind === 'unit') rmSync(join(checkout.folder, 'lib', 'db', 'generated', 'made-from'), { force: true })
    const child = started([kind], false, { PINCER_CHROMIUM: join(checkout.folder, 'chromium.cjs'), TAKES_MS: '2000' })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
    const ended = once(child, 'close')
    while (!existsSync(preparing)) await sleep(20)
    child.kill('SIGTERM')
    rmSync(preparing)
    expect((await ended)[0], said).toBe(1)
    expect(said).toMatch(/\n0 passed, 1 failed\n$/)
    expect(said).not.toContain('tests run')
  })

  test('after a second signal, where the first one was not heard', async () => {
    const { child, ended, said } = await running(['unit', 'deaf'])
    child.kill('SIGINT')
    await sleep(300)
    child.kill('SIGTERM')
    expect((await ended)[0]).toBe(1)
    expect(said()).toMatch(/\n0 passed, 1 failed\n$/)
  })

  test.each(['unit', 'e2e'])('after kill -9 among the tests of kind %s', async (kind) => {
    const { child, ended } = await running([kind])
    child.kill('SIGKILL')
    await ended
    expect(await leftAfter(checkout.folder)).toEqual([])
  })

  test('when npm, or the shell that npm runs it in, is ended', async () => {
    const { child } = await running(['e2e'], true)
    child.kill('SIGTERM')
    expect(await leftAfter(checkout.folder)).toEqual([])
  })
})
