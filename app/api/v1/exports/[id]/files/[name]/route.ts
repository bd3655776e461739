import { openExportFile } from '#lib/exports/list-exports.ts'
import { route, uuidParam } from '#lib/http/route.ts'

export const GET = route({}, async ({ params }) => {
  const name = params.name ?? ''
  const { stream, bytes } = await openExportFile(uuidParam(params.id, 'export'), name)
  return new Response(stream, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(bytes),
      'content-disposition': `attachment; filename="${name}"`,
    },
  })
})
