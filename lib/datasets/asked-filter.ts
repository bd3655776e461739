import type { PlainFilter } from '#lib/datasets/filter-fields.ts'
import { alternatives } from '#lib/datasets/filter-language.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { Sight } from '#lib/review/checks/decoys.ts'

/** A filter without what it excludes. */
export type AskedFilter = PlainFilter & { also?: string | undefined; sight?: Sight | undefined }

/** Reads off a filter the values that a field may have: its own, and those in `also`. */
export function valuesOf(filter: AskedFilter): <Key extends keyof PlainFilter>(key: Key) => NonNullable<PlainFilter[Key]>[] {
  const all: PlainFilter[] = [filter, ...alternatives(filter.also ?? '')]
  return (key) => all.flatMap((values) => values[key] ?? [])
}

/** No condition for no values, and for several that one of them is met. */
export function anyOf<Value>(values: readonly Value[], condition: (value: Value) => Prisma.Sql): Prisma.Sql[] {
  if (values.length < 2) return values.map(condition)
  return [Prisma.sql`(${Prisma.join(values.map(condition), ' OR ')})`]
}
