import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLock } from '#lib/config/lock.ts'
import { isRunning, thisProcess } from '#lib/config/process-identity.ts'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pincer-lock-'))
  path = join(folder, 'running.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a lock is held by one, who says where it is, until it lets go', () => {
  const mine = takeLock(path)
  if (!mine.taken) return expect.unreachable()
  mine.describe('http://127.0.0.1:3000')
  expect(takeLock(path)).toMatchObject({ taken: false, holder: { pid: process.pid, note: 'http://127.0.0.1:3000' } })
  mine.release()
  expect(existsSync(path)).toBe(false)
  expect(takeLock(path).taken).toBe(true)
})

test.each([
  ['a process that is gone', () => ({ pid: spawnSync('true').pid, started: 'long ago' })],
  ['a process whose number is now another one’s', () => ({ pid: process.pid, started: 'long ago' })],
])('a lock of %s is free', (_, holder) => {
  writeFileSync(path, JSON.stringify(holder()))
  expect(takeLock(path).taken).toBe(true)
})

test.each(['', '{"pid":', 'null', '{"pid":"x"}'])('a damaged lock (%j) is free', (content) => {
  writeFileSync(path, content)
  expect(takeLock(path).taken).toBe(true)
  expect(JSON.parse(readFileSync(path, 'utf8')).pid).toBe(process.pid)
})

test('letting go takes nothing away from whoever has the lock by then', () => {
  const mine = takeLock(path)
  const other = JSON.stringify({ pid: 1, started: 'x', note: '' })
  writeFileSync(path, other)
  if (mine.taken) mine.release()
  expect(readFileSync(path, 'utf8')).toBe(other)
})

test('a process is told from a later one with its number', () => {
  expect(isRunning(thisProcess())).toBe(true)
  expect(isRunning({ pid: process.pid, started: 'long ago' })).toBe(false)
  expect(isRunning({ pid: 2 ** 30, started: 'unknown' })).toBe(false)
})
