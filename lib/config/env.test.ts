import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { env } from '#lib/config/env.ts'
import { hidePasswords, makeLog } from '#lib/config/log.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pincer-env-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('nothing set means the usual', () => {
  expect(env({ PINCER_HOME: ' ', DATABASE_URL: '' })).toMatchObject({
    DATABASE_URL: undefined,
    PINCER_PORT: undefined,
    PINCER_URL: 'http://127.0.0.1:3000',
    LOG_LEVEL: 'info',
  })
  expect(env({ PINCER_PORT: '4000' }).PINCER_URL).toBe('http://127.0.0.1:4000')
  expect(env({ PINCER_URL: 'https://pincer.example.org/' }).PINCER_URL).toBe('https://pincer.example.org')
})

test.each([
  [{ PINCER_PORT: '70000' }, 'PINCER_PORT'],
  [{ PINCER_PORT: 'web' }, 'PINCER_PORT must be a number'],
  [{ DATABASE_URL: 'mysql://root:hunter2@localhost/x' }, 'DATABASE_URL must look like postgresql://'],
  [{ PINCER_URL: 'pincer.example.org' }, 'PINCER_URL must be an address'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
])('%j is refused by name, without its value', (variables, message) => {
  expect(() => env(variables)).toThrow(message)
  expect(() => env(variables)).not.toThrow('hunter2')
})

test('a secret that is too short is refused', () => {
  expect(() => env({ PINCER_SECRET: 'short' })).toThrow('32 characters')
})

test('without a secret one is made once, for us alone to read, and only when it is asked for', () => {
  const settings = env({ PINCER_HOME: folder })
  expect(existsSync(join(folder, 'secret'))).toBe(false)
  const secret = settings.PINCER_SECRET
  expect(secret.length).toBeGreaterThanOrEqual(43)
  expect(env({ PINCER_HOME: folder }).PINCER_SECRET).toBe(secret)
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
})

test('a damaged secret is not taken for one, nor replaced behind anybody’s back', () => {
  writeFileSync(join(folder, 'secret'), 'x\n')
  expect(() => env({ PINCER_HOME: folder }).PINCER_SECRET).toThrow('is damaged')
  expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe('x\n')
})

test('the log leaves secrets out, by the name of their field and in addresses', () => {
  let written = ''
  const log = makeLog('test', { write: (line) => void (written += line) })
  log.error(
    {
      password: 's1', token: 's2',
      headers: { authorization: 's3', cookie: 's4', 'set-cookie': 's5', 'x-api-key': 's6' },
      endpoint: { settings: { apiKey: 's7' } },
      err: new Error('cannot reach postgresql://ada:s8@db/pincer'),
    },
    'with postgresql://ada:s9@db:5432/pincer',
  )
  expect(written).toContain('postgresql://ada:[left out]@db:5432/pincer')
  expect(written).not.toMatch(/"s\d"|s8|s9/)
})

// Where the cost grew with the square of the length, this would not end before the test's time limit.
test('hidePasswords ends for long texts that only look like addresses', () => {
  const text = 'a://b:'.repeat(200_000)
  expect(hidePasswords(text)).toBe(text)
})
