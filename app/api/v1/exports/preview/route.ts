import { previewExport } from '#lib/exports/preview.ts'
import { previewInput } from '#lib/exports/preview-contract.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({ body: previewInput }, async ({ actor, body, request }) => previewExport(body, request.signal, actor))
