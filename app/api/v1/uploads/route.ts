import { AppError } from '#lib/http/errors.ts'
import { json, route } from '#lib/http/route.ts'
import { previewSource } from '#lib/pairs/detect.ts'
import { sweepUploads } from '#lib/pairs/sweep-uploads.ts'
import { saveUpload, uploadPath } from '#lib/pairs/uploads.ts'

export const POST = route({}, async ({ request }) => {
  if (request.headers.get('content-type') !== 'application/octet-stream') {
    throw new AppError('invalid', 'Send the file as it is, as application/octet-stream.')
  }
  // Whoever brings more makes room first.
  await sweepUploads()
  const uploadId = await saveUpload(request.body)
  return json({ uploadId, preview: await previewSource(uploadPath(uploadId)) }, 201)
})
