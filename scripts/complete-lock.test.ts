import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'
import { missingEntries } from './complete-lock.mjs'

test('our own package-lock.json can be installed by every npm (else run "node scripts/complete-lock.mjs")', () => {
  const { packages } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'))
  expect(Object.keys(missingEntries(packages))).toEqual([])
})

test('what is missing is added with the version its parent asks for, for the system in its name', () => {
  const packages = {
    '': { optionalDependencies: { 'left-alone': '1' } },
    'node_modules/a': { version: '1.0.0', dev: true, optionalDependencies: { '@a/darwin-arm64': '1.0.0', '@a/linux-x64': '1.0.0', '@a/wasm32-wasi': '1.0.0' } },
    'node_modules/a/node_modules/@a/linux-x64': { version: '1.0.0' },
  }
  expect(missingEntries(packages)).toEqual({
    'node_modules/@a/darwin-arm64': { version: '1.0.0', cpu: ['arm64'], dev: true, optional: true, os: ['darwin'] },
    'node_modules/@a/wasm32-wasi': { version: '1.0.0', cpu: ['wasm32'], dev: true, optional: true },
  })
})
