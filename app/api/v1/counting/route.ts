import { countedOn } from '#lib/constraints/counted.ts'
import { route } from '#lib/http/route.ts'
import { countingInput } from '#lib/review/contract.ts'
import { responseOf } from '#lib/review/pair-view.ts'

export const POST = route({ body: countingInput }, async ({ body }) => ({ counted: countedOn(await responseOf(body.pairId), body.checker) }))
