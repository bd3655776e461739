import { describe, expect, test } from 'vitest'
import { EnvironmentProblem } from '#lib/config/env.ts'
import { explainServerLog } from '#lib/db/cluster.ts'
import { explainConnection } from '#lib/db/external.ts'
import { DatabaseProblem } from '#lib/db/problem.ts'
import { explain, StartProblem } from '#lib/start/problem.ts'

function systemError(code: string, path?: string): Error {
  return Object.assign(new Error(`${code}: something`), { code, path })
}

describe('explain', () => {
  test.each([new StartProblem('A sentence.'), new DatabaseProblem('A sentence.'), new EnvironmentProblem('A sentence.')])(
    'gives a sentence of ours as it is: %s',
    (problem) => expect(explain(problem)).toBe('A sentence.'),
  )

  test.each([
    ['ENOSPC', /disk is full \(\/data\/x\).*PINCER_HOME/],
    ['EDQUOT', /disk is full/],
    ['EACCES', /may not write there \(\/data\/x\).*PINCER_HOME/],
    ['EROFS', /may not write/],
    ['ENOTDIR', /A file stands where Pincer needs a folder/],
    ['EMFILE', /ulimit/],
  ])('says what to do about %s', (code, sentence) => {
    expect(explain(systemError(code, '/data/x'))).toMatch(sentence)
  })

  test('shows neither a stack nor a password of what it does not know', () => {
    const text = explain(new Error('no luck with postgresql://ada:hunter2@db.example.org/pincer'))
    expect(text).toContain('no luck with postgresql://ada:[left out]@db.example.org/pincer')
    expect(text).not.toMatch(/hunter2|\bat .*:\d+:\d+/)
  })
})

describe('explainConnection', () => {
  const url = 'postgresql://ada:hunter2@db.example.org:6543/training%20data'

  test.each([
    ['ECONNREFUSED', /No Postgres answers at db\.example\.org:6543, database "training data"/],
    ['ENOTFOUND', /host "db\.example\.org".*not known/],
    ['ETIMEDOUT', /cannot be reached/],
    ['28P01', /refuses the user "ada" or the password/],
    ['3D000', /no database "training data".*createdb/],
    ['53300', /takes no more connections/],
  ])('names place and way out for %s, never the password', (code, sentence) => {
    const text = explainConnection(systemError(code), url)
    expect(text).toMatch(sentence)
    expect(text).not.toContain('hunter2')
  })

  test('fills in what the address leaves out', () => {
    expect(explainConnection(systemError('ECONNREFUSED'), 'postgres://ada@localhost')).toContain('localhost:5432, database "ada"')
  })
})

describe('explainServerLog', () => {
  const cluster = { dataDir: '/d/postgres', logFile: '/d/logs/postgres.log' }

  test.each([
    ['FATAL:  could not write to file "pg_wal/x": No space left on device', /disk that holds \/d\/postgres is full/],
    ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', /Port 5999 on 127\.0\.0\.1 was taken/],
    ['FATAL:  could not open file "x": Permission denied', /may not read or write \/d\/postgres/],
    ['postgres: error while loading shared libraries: libc.so.6: cannot open shared object file', /does not run on this system.*DATABASE_URL/],
    ['2026-01-01 UTC [1] LOG:  hm\n2026-01-01 UTC [1] FATAL:  bad thing\n', /^Postgres did not start: bad thing\. The whole story is in \/d\/logs\/postgres\.log\.$/],
  ])('makes a sentence of: %s', (said, sentence) => {
    expect(explainServerLog(said, cluster, 5999)).toMatch(sentence)
  })
})
