import { describe, expect, test } from 'vitest'
import { findBreaches, readImports, type Breach } from './imports.ts'

function breaches(files: Record<string, string>): Breach[] {
  return findBreaches(new Map(Object.entries(files).map(([file, source]) => [file, readImports(source)])))
}

describe('readImports', () => {
  test('finds every way to import', () => {
    const source = `
import a from 'a'
import 'b'
import { c,
  d } from 'c'
import type { e } from "d"
export * from './e.ts'
export { f } from '#lib/f.ts'
const g = await import('g')
import h, { type i } from 'h'
`
    expect(readImports(source)).toEqual([
      { specifier: 'a', typeOnly: false },
      { specifier: 'b', typeOnly: false },
      { specifier: 'c', typeOnly: false },
      { specifier: 'd', typeOnly: true },
      { specifier: './e.ts', typeOnly: false },
      { specifier: '#lib/f.ts', typeOnly: false },
      { specifier: 'h', typeOnly: false },
      { specifier: 'g', typeOnly: false },
    ])
  })

  test('takes comments and ordinary exports for what they are', () => {
    expect(readImports(`// import a from 'a'\n/**\n * import b from 'b'\n */\nexport const c = 'from'\nexport function d() { return 'x' }`)).toEqual([])
  })
})

describe('findBreaches', () => {
  test.each([
    ['lib/review/decide.ts', "import { headers } from 'next/headers'", 'lib/ knows neither Next nor React'],
    ['lib/review/use.ts', "import { useState } from 'react'", 'lib/ knows neither Next nor React'],
    ['lib/review/decide.ts', "import { B } from '#components/b.tsx'", 'lib/ knows neither app/ nor components/'],
    ['lib/text/words.ts', "import { db } from '#lib/db/client.ts'", 'lib/constraints and lib/text import nothing of ours but each other'],
    ['lib/constraints/check.ts', "import { x } from '../review/x.ts'", 'lib/constraints and lib/text import nothing of ours but each other'],
    ['lib/text/words.ts', "import { readFileSync } from 'node:fs'", 'lib/constraints and lib/text do no input or output'],
    ['components/review/a.tsx', "import type { D } from '#lib/db/client.ts'", 'components/ never import lib/db'],
    ['components/review/a.tsx', "import { PrismaClient } from '@prisma/client'", 'app/ and components/ reach the database through lib/ only'],
    ['app/api/v1/me/route.ts', "import { Client } from 'pg'", 'app/ and components/ reach the database through lib/ only'],
  ])('%s may not: %s', (file, source, rule) => {
    expect(breaches({ [file]: source })).toMatchObject([{ file, rule }])
  })

  test.each([
    ['lib/constraints/check.ts', "import { words } from '#lib/text/words.ts'\nimport type { Rng } from '#lib/random.ts'\nimport { z } from 'zod'"],
    ['lib/text/words.ts', "import { x } from './x.ts'"],
    ['lib/text/words.test.ts', "import { readFileSync } from 'node:fs'"],
    ['components/ui/button.tsx', "import { useState } from 'react'\nimport type { PairView } from '#lib/review/contract.ts'"],
    ['app/page.tsx', "import { decide } from '#lib/review/decide.ts'\nimport Link from 'next/link'"],
    ['lib/http/nextish.ts', "import { x } from 'nextish'"],
  ])('%s may: %s', (file, source) => {
    expect(breaches({ [file]: source })).toEqual([])
  })

  test('a component may not reach the database by way of others, but may take their types', () => {
    const files = {
      'lib/review/decide.ts': "import { db } from '#lib/db/client.ts'",
      'lib/db/client.ts': '',
      'lib/review/index.ts': "export { decide } from './decide.ts'",
    }
    expect(breaches({ ...files, 'components/a.tsx': "import { decide } from '#lib/review/index.ts'" })).toMatchObject([
      { file: 'components/a.tsx', specifier: 'lib/review/index.ts -> lib/review/decide.ts -> lib/db/client.ts' },
    ])
    expect(breaches({ ...files, 'components/a.tsx': "import type { decide } from '#lib/review/index.ts'" })).toEqual([])
  })
})
