import { AppError } from '#lib/http/errors.ts'
import { pairFormat, pairFormats } from '#lib/pairs/formats/registry.ts'

/** Throws AppError('invalid') for the id of an import format that nobody knows. */
export function requireFormat(id: string): void {
  if (pairFormat(id)) return
  const reason = `there is no import format "${id}", but ${pairFormats.map((format) => format.id).join(', ')}`
  throw new AppError('invalid', `mapping.format: ${reason}`, [{ field: 'mapping.format', reason }])
}
