import { audit } from '#lib/auth/audit.ts'
import type { Actor } from '#lib/auth/contract.ts'
import { benchmarkName } from '#lib/contamination/contract.ts'
import { readPrompts } from '#lib/contamination/read-prompts.ts'
import { db } from '#lib/db/client.ts'
import { AppError } from '#lib/http/errors.ts'
import { gramsOf } from '#lib/text/ngrams.ts'

/** Hashes that are written at once. */
const batch = 5000

/**
 * Keeps a benchmark's prompts as hashes of their runs of 13 words, in the place of those under this name before. The prompts themselves
 * are kept nowhere. Answers how many there were. Throws AppError('invalid') where a file has none, ZodError for a name that cannot be one.
 */
export async function storeBenchmark(actor: Actor | null, name: string, files: readonly string[]): Promise<number> {
  const list = benchmarkName.parse(name)
  const prompts = files.flatMap(readPrompts)
  const grams = [...new Set(prompts.flatMap((prompt) => [...gramsOf(prompt)]))]
  await db().$transaction(
    async (tx) => {
      await tx.benchmarkList.deleteMany({ where: { name: list } })
      await tx.benchmarkList.create({ data: { name: list, prompts: prompts.length } })
      for (let at = 0; at < grams.length; at += batch) await tx.benchmarkGram.createMany({ data: grams.slice(at, at + batch).map((hash) => ({ list, hash })), skipDuplicates: true })
      await audit(tx, actor, { action: 'benchmark.store', targetType: 'benchmark', targetId: list, after: { prompts: prompts.length, grams: grams.length } })
    },
    { timeout: 120_000 },
  )
  return prompts.length
}

/** Holds a search to benchmarks that are known. Throws AppError('invalid') where none is, or where one that it names is not. */
export async function requireBenchmarks(names: readonly string[]): Promise<void> {
  const known = (await db().benchmarkList.findMany({ select: { name: true }, orderBy: { name: 'asc' } })).map(({ name }) => name)
  if (known.length === 0) throw new AppError('invalid', 'No benchmark is known to look for: give one in Statistics, Coverage, or with pincer contamination --benchmark NAME.')
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new AppError('invalid', `No benchmark of the name ${unknown.join(', ')} is known; there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}.`)
}
