import { isDeepStrictEqual } from 'node:util'
import type { FaultLog } from '#lib/exports/audit/faults.ts'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { quotasOf } from '#lib/exports/strata.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** Of each stratum that the manifest names as many groups are held out as the recipe asks for. */
export function checkStrata({ strata }: Pick<ExportManifest, 'strata'>, { stratify, validation, test }: ExportParams, log: FaultLog): void {
  if (strata === null) {
    if (stratify !== 'none' && validation + test > 0) log.add('recipe', { file: 'manifest.json', field: 'strata' }, `says nothing, and the recipe asks for splits with alike shares of each ${stratify}`)
    return
  }
  const sizes = Object.fromEntries(Object.entries(strata).map(([name, counts]) => [name, counts.train + counts.validation + counts.test]))
  const wanted = quotasOf(sizes, { validation, test })
  for (const [name, counts] of Object.entries(strata)) {
    const found = { validation: counts.validation, test: counts.test }
    if (!isDeepStrictEqual(found, wanted[name])) log.add('recipe', { file: 'manifest.json', field: `strata.${name}` }, `has ${found.validation} groups for validation and ${found.test} for test of ${sizes[name]}, and the recipe comes to ${wanted[name]?.validation} and ${wanted[name]?.test}`)
  }
}
