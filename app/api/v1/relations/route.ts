import { route } from '#lib/http/route.ts'
import { relationsInput } from '#lib/review/contract.ts'
import { relationsOf } from '#lib/review/relations.ts'

export const POST = route({ body: relationsInput }, async ({ body }) => ({ relations: relationsOf(body.constraints) }))
