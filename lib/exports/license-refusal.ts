import { licenseKey } from '#lib/licenses/facts.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** Why a recipe leaves a pair of this licence out; null where it does not. `license`: the pair's, or its dataset's where it names none. */
export function licenseRefusal(license: string | null, { licensesAllowed, licensesLeftOut }: Pick<ExportParams, 'licensesAllowed' | 'licensesLeftOut'>): string | null {
  if (licensesAllowed === null && licensesLeftOut.length === 0) return null
  const key = licenseKey(license)
  const named = (names: readonly string[]): boolean => names.some((name) => licenseKey(name) === key)
  if (named(licensesLeftOut)) return `its licence is left out: ${key}`
  return licensesAllowed === null || named(licensesAllowed) ? null : `its licence is not among those allowed: ${key}`
}
