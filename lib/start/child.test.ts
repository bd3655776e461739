import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ending, startChild, stopChild, supervise, tellingLine, type ChildPlan } from '#lib/start/child.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pincer-child-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const plan = (code: string): ChildPlan => ({ name: 'worker', args: ['-e', code], environment: {}, logFile: join(folder, 'logs', 'worker.log') })

test('a process that keeps crashing is given up after its tries, with its last words', async () => {
  const said: string[] = []
  const supervised = supervise(plan("console.log('up'); throw new Error('no oil')"), (sentence) => said.push(sentence), [1, 1])
  expect(await supervised.failed).toMatch(/^The worker does not stay up \(exit code 1\)\. .*worker\.log: Error: no oil$/)
  expect(said).toEqual([
    'The worker ended unexpectedly (exit code 1); starting it again (1 of 2).',
    'The worker ended unexpectedly (exit code 1); starting it again (2 of 2).',
  ])
  expect(readFileSync(join(folder, 'logs', 'worker.log'), 'utf8').match(/^up$/gm)).toHaveLength(3)
})

test('a process that cannot be started again is given up, and takes nobody else with it', async () => {
  const short = plan('')
  // Its log cannot be opened any more.
  const supervised = supervise(short, () => (rmSync(short.logFile), mkdirSync(short.logFile)), [1])
  expect(await supervised.failed).toMatch(/^The worker could not be started again: EISDIR/)
})

test('a process that is stopped is not started again', async () => {
  const said: string[] = []
  const supervised = supervise(plan('setInterval(() => {}, 1000)'), (sentence) => said.push(sentence), [1])
  await supervised.stop(5000)
  expect(said).toEqual([])
})

test('a process that does not listen to SIGTERM is ended all the same', async () => {
  const child = startChild(plan("process.on('SIGTERM', () => {}); console.log('deaf'); setInterval(() => {}, 1000)"), 'pipe')
  await new Promise((heard) => child.stdout?.once('data', heard))
  await stopChild(child, 100)
  expect(await ending(child)).toBe('signal SIGKILL')
})

test('a log that does not exist tells nothing', () => {
  expect(tellingLine(join(folder, 'none.log'))).toBe('')
})
