import { z } from 'zod'
import { writtenByModel } from '#lib/exports/models.ts'

const count = z.int().min(0)
const counts = byName(count)
/** Whether a name in a manifest is one of a file beside it: a manifest may be a stranger's, and must not lead elsewhere. */
export function isFileName(name: string): boolean {
  return /^[\w-][\w.-]*$/.test(name)
}

/** manifest.json, as any version wrote it. */
export const manifestSchema = z.object({
  pincer: z.object({ version: z.string(), manifestVersion: z.literal(1) }),
  dataset: z.object({ name: z.string(), license: z.string().nullable() }),
  snapshot: z.string(),
  recipe: z.record(z.string(), z.unknown()),
  seed: z.number(),
  counts: z.object({ in: count, out: count, dropped: counts }),
  constraints: z
    // Exports of early versions do not say what was not stated.
    .object({ accepted: count.optional(), total: count, leftOut: counts.default({}), byType: counts, proven: count, judgedByPeople: count })
    .transform((constraints) => ({ ...constraints, accepted: constraints.accepted ?? constraints.total })),
  made: counts.default({}),
  licenses: counts,
  sources: counts,
  order: z.array(z.string()).default([]),
  nearDuplicates: z.object({ field: z.enum(['instruction', 'response', 'both']), threshold: z.number().min(0).max(1) }).nullable().default(null),
  strata: byName(z.object({ train: count, validation: count, test: count })).nullable().default(null),
  models: z.array(writtenByModel).default([]),
  warnings: z.array(z.string()).optional(),
  files: z.array(z.object({ name: z.string(), rows: count.nullable(), bytes: count, sha256: z.string(), contentSha256: z.string().optional(), merkleRoot: z.string().optional() })),
})

/** As `z.record` of any names; that leaves `__proto__` out, which is a source's name like any other. */
function byName<T>(value: z.ZodType<T>): z.ZodType<Record<string, T>> {
  return z
    .custom<Record<string, T>>((given) => typeof given === 'object' && given !== null && !Array.isArray(given), { error: 'Invalid input: expected numbers by name' })
    .superRefine((given, context) => {
      for (const [name, one] of Object.entries(given)) {
        for (const { path, message } of value.safeParse(one).error?.issues ?? []) context.addIssue({ code: 'custom', path: [name, ...path], message })
      }
    })
}
