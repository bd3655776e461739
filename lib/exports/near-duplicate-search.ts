import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { NearDuplicateSearch } from '#lib/exports/contract.ts'
import { bandNumbers, longestText } from '#lib/generation/near-duplicate-bands.ts'
import { recipeStep } from '#lib/generation/recipe.ts'

/**
 * By what the near-duplicates of a dataset are marked: the step of the last run that marks them. Null where none did, where it has not come to its end, or
 * where a pair has been added since, or was left out of it: then splits may part what is nearly the same.
 */
export async function nearDuplicateSearch(client: PoolClient, datasetId: string): Promise<NearDuplicateSearch | null> {
  const { rows } = await client.query<{ steps: unknown; ended: boolean }>(
    `SELECT params->'steps' AS steps, status IN ('done', 'partial') AS ended FROM "Run"
     WHERE "datasetId" = $1 AND kind = 'generate' AND "startedAt" IS NOT NULL AND params @? '$.steps[*] ? (@.step == "near_duplicates")'
     ORDER BY "startedAt" DESC LIMIT 1`,
    [datasetId],
  )
  if (!rows[0]?.ended) return null
  const step = z.array(recipeStep).safeParse(rows[0]?.steps).data?.findLast((each) => each.step === 'near_duplicates')
  if (step?.step !== 'near_duplicates') return null
  const { field, threshold } = step
  // A text without words, or far too long, is like no other.
  const { rows: missed } = await client.query(
    `SELECT 1 FROM "Pair" p
     WHERE "datasetId" = $1 AND NOT EXISTS (SELECT FROM "MinHashBand" b WHERE b."datasetId" = $1 AND b.band = $2 AND b."pairId" = p.id)
       AND length(instruction) + coalesce(length(input), 0) + length(response) < ${longestText} AND ${textOf[field]} ~ '[[:alnum:]]' LIMIT 1`,
    [datasetId, bandNumbers({ field, threshold }).sameText],
  )
  return missed.length === 0 ? { field, threshold } : null
}

const textOf: Record<NearDuplicateSearch['field'], string> = {
  instruction: "(instruction || ' ' || coalesce(input, ''))",
  response: 'response',
  both: "(instruction || ' ' || coalesce(input, '') || ' ' || response)",
}
