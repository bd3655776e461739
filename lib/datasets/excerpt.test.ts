import { expect, it } from 'vitest'
import { db } from '#lib/db/client.ts'
import { ownDatabase } from '#lib/db/database.fixture.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { excerptSql } from './excerpt.ts'

ownDatabase()

const excerpt = async (text: string, ...wanted: string[]) =>
  (await db().$queryRaw<{ said: string }[]>`SELECT ${excerptSql(Prisma.sql`t.text`, wanted)} AS said FROM (SELECT ${text}::text AS text) t`)[0]?.said

it.each([
  ['from the beginning where the match stands there', 'The owl hunts at night.', 'hunts', 'The owl hunts at night.'],
  ['with few words before a match that stands further on, so that two lines of a narrow column show it', `${'Words '.repeat(9)}and then the owl hunts.`, 'OWL', '… and then the owl hunts.'],
  ['the whole match behind a long word', `${'x'.repeat(60)}hunts at night.`, 'hunts at', `… ${'x'.repeat(16)}hunts at night.`],
])('shows a text %s', async (_, text, wanted, said) => {
  expect(await excerpt(text, wanted)).toBe(said)
})

it('shows the first characters where nothing is looked for', async () => {
  expect(await excerpt('x'.repeat(300))).toBe('x'.repeat(240))
})
