import { route } from '#lib/http/route.ts'
import { previewText } from '#lib/review/check-text.ts'
import { checkInput } from '#lib/review/contract.ts'
import { responseOf } from '#lib/review/pair-view.ts'

export const POST = route({ body: checkInput }, async ({ body }) => previewText(body.text, 'response' in body ? body.response : await responseOf(body.pairId)))
