import { route } from '#lib/http/route.ts'
import { checkText } from '#lib/review/check-text.ts'
import { checkInput } from '#lib/review/contract.ts'
import { pairView } from '#lib/review/pair-view.ts'

export const POST = route({ body: checkInput }, async ({ body }) => checkText(body.text, (await pairView(body.pairId)).response))
