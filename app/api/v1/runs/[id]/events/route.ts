import { route, uuidParam } from '#lib/http/route.ts'
import { streamResponse } from '#lib/http/stream-response.ts'
import { watchRun } from '#lib/runs/watch-run.ts'

export const dynamic = 'force-dynamic'

export const GET = route({}, async ({ actor, request, params }) => {
  const runId = uuidParam(params.id, 'run')
  const lastSeen = Number(request.headers.get('last-event-id') ?? 0)
  const events = await watchRun(actor, runId, Number.isSafeInteger(lastSeen) ? lastSeen : 0, request.signal)
  return streamResponse(events, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  })
})
