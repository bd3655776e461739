import { z } from 'zod'
import { json, route } from '#lib/http/route.ts'
import { runKinds, startRunInput } from '#lib/runs/contract.ts'
import { listRuns } from '#lib/runs/run-view.ts'
import { startRun } from '#lib/runs/start-run.ts'

const query = z.object({
  datasetId: z.uuid().optional(),
  kind: z.enum(runKinds).optional(),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const GET = route({ query }, async ({ actor, query: asked }) => listRuns(actor, asked))

export const POST = route({ body: startRunInput }, async ({ actor, body }) => json(await startRun(actor, body), 201))
