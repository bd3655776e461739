import { stagesInput } from '#lib/exports/preview-contract.ts'
import { stageScores } from '#lib/exports/stage-scores.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({ body: stagesInput }, async ({ actor, body, request }) => stageScores(body, request.signal, actor))
