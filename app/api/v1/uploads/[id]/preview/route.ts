import { z } from 'zod'
import { notFound } from '#lib/http/errors.ts'
import { route, uuidParam } from '#lib/http/route.ts'
import { previewSource } from '#lib/pairs/detect.ts'
import { requireFormat } from '#lib/pairs/require-format.ts'
import { uploadExists, uploadPath } from '#lib/pairs/uploads.ts'
import { fieldMapping } from '#lib/runs/contract.ts'

const body = z.object({ mapping: fieldMapping })

export const POST = route({ body }, async ({ params, body: { mapping } }) => {
  const id = uuidParam(params.id, 'upload')
  requireFormat(mapping.format)
  if (!(await uploadExists(id))) throw notFound('upload')
  return { preview: await previewSource(uploadPath(id), { mapping }) }
})
