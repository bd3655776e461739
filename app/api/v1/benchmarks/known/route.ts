import { z } from 'zod'
import { mayManage, requireManager } from '#lib/auth/managing.ts'
import type { KnownBenchmarks } from '#lib/contamination/contract.ts'
import { benchmarkSource } from '#lib/contamination/fetch-benchmark.ts'
import { knownBenchmarks } from '#lib/contamination/known-benchmarks.ts'
import { storeKnownBenchmark } from '#lib/contamination/store-known-benchmark.ts'
import { json, route } from '#lib/http/route.ts'

/** None for those who may not fetch them. */
export const GET = route({}, async ({ actor }): Promise<KnownBenchmarks> =>
  mayManage(actor) ? { source: benchmarkSource(), benchmarks: knownBenchmarks.map(({ name, label }) => ({ name, label })) } : { source: '', benchmarks: [] },
)

const body = z.object({ name: z.string().max(64) })

export const POST = route({ body }, async ({ actor, body: { name } }) => {
  requireManager(actor, 'fetch benchmarks')
  return json({ name, prompts: await storeKnownBenchmark(actor, name) }, 201)
})
