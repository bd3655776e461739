import type { Prisma } from '#lib/db/generated/client.ts'

/** A value as a column of JSON keeps it: what is undefined in an object is left out. */
export function toJson(value: unknown): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value))
}
