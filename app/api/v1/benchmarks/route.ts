import { z } from 'zod'
import { requireManager } from '#lib/auth/managing.ts'
import { benchmarkName } from '#lib/contamination/contract.ts'
import { storeBenchmark } from '#lib/contamination/benchmark-lists.ts'
import { AppError } from '#lib/http/errors.ts'
import { json, route } from '#lib/http/route.ts'

/** A benchmark's prompts are some megabytes at most. */
const mostBytes = 64_000_000
const query = z.object({ name: benchmarkName })

/** The file is the body, as it is. */
export const POST = route({ query }, async ({ request, actor, query: { name } }) => {
  requireManager(actor, 'give benchmarks')
  const type = request.headers.get('content-type') ?? ''
  if (type !== 'application/octet-stream') throw new AppError('invalid', 'Send the file as application/octet-stream.')
  return json({ name, prompts: await storeBenchmark(actor, name, [await textOf(request)]) }, 201)
})

async function textOf(request: Request): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.length
    if (size > mostBytes) throw new AppError('invalid', 'The file is larger than 64 MB, which no benchmark’s prompts are.')
    parts.push(part)
  }
  return new TextDecoder().decode(Buffer.concat(parts))
}
