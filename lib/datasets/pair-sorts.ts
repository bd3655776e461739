import { z } from 'zod'
import { pairFilter, type PairRow, type PairSort } from '#lib/datasets/contract.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { AppError } from '#lib/http/errors.ts'

/** What a list can be in order of, before the id: as SQL on "Pair" p that an index has, as it stands in a row, and as a cursor says it. */
interface SortKey {
  sql: Prisma.Sql
  of: (row: PairRow) => string | number
  /** The key as SQL; null for what is none. */
  parse: (text: string) => Prisma.Sql | null
}

const number = (text: string): Prisma.Sql | null => (/^\d{1,9}$/.test(text) ? Prisma.sql`${Number(text)}` : null)
const byWords: SortKey = { sql: Prisma.sql`p."responseWords"`, of: (row) => row.responseWords, parse: number }
const byConstraints: SortKey = { sql: Prisma.sql`p."constraintCount"`, of: (row) => row.constraintCount, parse: number }
const byRefuted: SortKey = { sql: Prisma.sql`p."refutedCount"`, of: (row) => row.refutedCount, parse: number }
const bySource: SortKey = { sql: Prisma.sql`p.source`, of: (row) => row.source, parse: (text) => Prisma.sql`${text}` }
// As the index of the migration `more_sorts` has it: a language that is not known comes first.
const byLanguage: SortKey = { sql: Prisma.sql`coalesce(p.language, '')`, of: (row) => row.language ?? '', parse: (text) => Prisma.sql`${text}` }
const byStatus: SortKey = {
  sql: Prisma.sql`p.status`,
  of: (row) => row.status,
  parse: (text) => (pairFilter.shape.status.safeParse(text).success && text !== '' ? Prisma.sql`${text}::"PairStatus"` : null),
}

/** By what each order goes, but for the id, and whether it is the reverse. */
const orders: Record<PairSort, { key: SortKey | null; down: boolean }> = {
  oldest: { key: null, down: false },
  newest: { key: null, down: true },
  shortest: { key: byWords, down: false },
  longest: { key: byWords, down: true },
  'by-source': { key: bySource, down: false },
  'by-source-back': { key: bySource, down: true },
  'by-status': { key: byStatus, down: false },
  'by-status-back': { key: byStatus, down: true },
  'few-constraints': { key: byConstraints, down: false },
  'most-constraints': { key: byConstraints, down: true },
  'few-refuted': { key: byRefuted, down: false },
  'most-refuted': { key: byRefuted, down: true },
  'by-language': { key: byLanguage, down: false },
  'by-language-back': { key: byLanguage, down: true },
}

/** The order as SQL on "Pair" p, which an index serves. */
export function orderSql(sort: PairSort): Prisma.Sql {
  const { key, down } = orders[sort]
  const way = down ? Prisma.sql`DESC` : Prisma.sql`ASC`
  return key ? Prisma.sql`${key.sql} ${way}, p.id ${way}` : Prisma.sql`p.id ${way}`
}

/** The cursor of a row: its key, if the order has one, and its id. */
export function cursorOf(sort: PairSort, row: PairRow): string {
  return `${(orders[sort].key ?? byWords).of(row)}.${row.id}`
}

/** What lies behind a cursor, as a condition on "Pair" p begun with AND. Throws AppError('invalid') for a text that is no cursor of this order. */
export function behindCursor(sort: PairSort, cursor: string): Prisma.Sql {
  const [, text = '', id] = /^(.*)\.([0-9a-f-]{36})$/s.exec(cursor) ?? []
  const { key, down } = orders[sort]
  const value = (key ?? byWords).parse(text)
  if (!z.uuid().safeParse(id).success || value === null) throw new AppError('invalid', 'after: this is not a cursor of this list.')
  const side = down ? Prisma.sql`<` : Prisma.sql`>`
  return key ? Prisma.sql`AND (${key.sql}, p.id) ${side} (${value}, ${id}::uuid)` : Prisma.sql`AND p.id ${side} ${id}::uuid`
}
