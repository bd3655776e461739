import { z } from 'zod'
import { route, uuidParam } from '#lib/http/route.ts'
import { streamResponse } from '#lib/http/stream-response.ts'
import { importErrors, runView } from '#lib/runs/run-view.ts'

const query = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  download: z.string().optional(),
})

export const GET = route({ query }, async ({ actor, params, query: { after, limit, download } }) => {
  const { id: runId } = await runView(uuidParam(params.id, 'run'), actor)
  if (!download) return importErrors(runId, { after, limit })
  return streamResponse(errorLines(runId), {
    'content-type': 'application/x-ndjson; charset=utf-8',
    'content-disposition': `attachment; filename="import-errors-${runId}.jsonl"`,
  })
})

async function* errorLines(runId: string): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for (let after = 0; ; ) {
    const { errors } = await importErrors(runId, { after, limit: 1000 })
    const last = errors.at(-1)
    if (!last) return
    yield encoder.encode(errors.map(({ id: _, ...error }) => `${JSON.stringify(error)}\n`).join(''))
    after = last.id
  }
}
