import pg from 'pg'
import type { Prisma } from '#lib/db/generated/client.ts'

/** A piece of SQL with its values written into it, escaped, for statements that take no parameters (COPY, DECLARE). Throws Error for a value of another kind than text, numbers, booleans and lists of them. */
export function literalSql({ strings, values }: Prisma.Sql): string {
  return strings.map((part, n) => (n === 0 ? part : literal(values[n - 1]) + part)).join('')
}

function literal(value: unknown): string {
  if (value === null) return 'NULL'
  if (typeof value === 'string') return pg.escapeLiteral(value)
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value === 'number' && Number.isFinite(value)) return `(${value})`
  if (Array.isArray(value)) return `ARRAY[${value.map(literal).join()}]`
  throw new Error('A value of this kind cannot be written into a statement.')
}
