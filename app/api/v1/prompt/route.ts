import { promptPreview } from '#lib/exports/prompt-preview.ts'
import { route } from '#lib/http/route.ts'
import { promptPreviewInput } from '#lib/review/contract.ts'

export const POST = route({ body: promptPreviewInput }, ({ actor, body }) => promptPreview(actor, body))
