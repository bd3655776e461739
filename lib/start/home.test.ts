import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { prepareHome } from '#lib/start/home.ts'
import { StartProblem } from '#lib/start/problem.ts'

it('makes the folder with those above it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pincer-home-'))
  prepareHome(join(folder, 'a', 'b'))
  expect(existsSync(join(folder, 'a', 'b', 'logs'))).toBe(true)
  rmSync(folder, { recursive: true })
})

it.runIf(process.platform === 'linux')('refuses a folder that the system lets nobody make, in words', () => {
  expect(() => prepareHome('/proc/pincer/home')).toThrow(StartProblem)
  expect(() => prepareHome('/proc/pincer/home')).toThrow("Pincer's folder /proc/pincer/home cannot be made.")
})
