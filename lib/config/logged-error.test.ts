import { Client } from 'pg'
import { expect, test } from 'vitest'
import { loggedError } from '#lib/config/logged-error.ts'
import { makeLog } from '#lib/config/log.ts'
import { testDatabase } from '#lib/db/testing.ts'

/** The error as a line of the log has it, and the line. */
function lineOf(error: unknown): { line: string; err: Record<string, unknown> } {
  let line = ''
  makeLog('test', { write: (text) => void (line += text) }).error({ err: error }, 'it failed')
  return { line, err: JSON.parse(line).err }
}

test('what the server ends a connection with is told without the connection, whose secret key ends its statements', async () => {
  const database = await testDatabase()
  const client = new Client({ connectionString: database.url })
  try {
    await client.connect()
    const ended = new Promise((end) => client.once('error', end))
    const query = client.query('SELECT pg_terminate_backend(pg_backend_pid())').catch((error: unknown) => error)
    const error = await Promise.race([query, ended])
    // As pg-boss does with errors of its connections.
    const { line, err } = lineOf(Object.assign(error instanceof Error ? error : new Error('no error'), { client }))
    expect(err).toEqual({ type: 'DatabaseError', message: expect.stringContaining('terminating connection'), stack: expect.any(String), code: '57P01' })
    expect(line).not.toContain('secretKey')
    expect(line.length).toBeLessThan(4000)
  } finally {
    await client.end().catch(() => undefined)
    await database.drop()
  }
})

test('of a row that is refused the names are told, and not what stands in it', () => {
  const refused = Object.assign(new Error('duplicate key value violates unique constraint "user_email"'), {
    code: '23505', table: 'user', constraint: 'user_email', detail: 'Key (email)=(ada@example.org) already exists.', where: 'a statement', length: 12,
  })
  expect(lineOf(refused).err).toEqual({ type: 'Error', message: refused.message, stack: refused.stack, code: '23505', table: 'user', constraint: 'user_email' })
})

test('causes are told, and each of several errors, without what hangs on them', () => {
  const unreachable = Object.assign(new AggregateError([Object.assign(new Error('connect ECONNREFUSED ::1:5432'), { code: 'ECONNREFUSED', socket: { key: 's1' } })]), { code: 'ECONNREFUSED' })
  const { err, line } = lineOf(new TypeError('fetch failed', { cause: Object.assign(unreachable, { request: { headers: { 'x-key': 's2' } } }) }))
  expect(err).toMatchObject({
    type: 'TypeError',
    message: 'fetch failed',
    cause: { type: 'AggregateError', code: 'ECONNREFUSED', errors: [{ type: 'Error', message: 'connect ECONNREFUSED ::1:5432', code: 'ECONNREFUSED' }] },
  })
  expect(line).not.toMatch(/s1|s2/)
})

test('causes that go in a circle end, and what is no error is not told whole', () => {
  const first = new Error('first')
  first.cause = new Error('second', { cause: first })
  expect(JSON.stringify(loggedError(first)).match(/"message":"(first|second)"/g)).toHaveLength(6)
  expect(lineOf('no words').err).toEqual({ type: 'string', message: 'no words' })
  expect(lineOf({ key: 's1' }).err).toEqual({ type: 'object', message: 'what was thrown is no error' })
})
