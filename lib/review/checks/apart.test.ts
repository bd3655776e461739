import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('checks are kept apart: nothing but their own folder reads or writes them, so that no count, filter, agreement or export can meet one', () => {
  const files = ['lib', 'app', 'components', 'bin', 'scripts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((name) => /\.(?:tsx?|mjs)$/.test(name) && !name.includes('generated')),
  )
  expect(files.length).toBeGreaterThan(500)
  const meet = files.filter((name) => /reviewCheck\b|"ReviewCheck"|reviewChecks\b/.test(readFileSync(name, 'utf8')))
  expect(meet.filter((name) => !name.startsWith(join('lib', 'review', 'checks')))).toEqual([])
  expect(meet.length).toBeGreaterThan(0)
})
