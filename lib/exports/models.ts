import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { WhichRefined } from '#lib/compose/recipe.ts'

/** What a model wrote with a version of a prompt that stands in a dataset: which model must not be guessed by who trains on it. */
export const writtenByModel = z.object({
  wrote: z.enum(['constraints', 'refined instructions', 'evolved prompts', 'answers']),
  model: z.string(),
  promptVersion: z.string(),
  /** Accepted constraints, refined instructions that were accepted or may leave undecided, prompts evolved of accepted preferences, or answers of the dataset. */
  number: z.int(),
})
export type WrittenByModel = z.infer<typeof writtenByModel>

/** What models wrote of a dataset as this connection sees it, in an order that no clock and no locale decides. `refined`: which refined instructions may leave. */
export async function readModels(client: PoolClient, datasetId: string, refined: WhichRefined = 'accepted'): Promise<WrittenByModel[]> {
  const by = (wrote: WrittenByModel['wrote'], from: string): string =>
    `SELECT '${wrote}' AS wrote, g.model, g."promptVersion", count(*)::int AS number FROM ${from} g.id = w."generationId" WHERE w."datasetId" = $1`
  const { rows } = await client.query(
    `${by('constraints', '"Constraint" w JOIN "Generation" g ON')} AND w.origin = 'llm' AND w.status = 'accepted' GROUP BY 2, 3
     UNION ALL ${by('refined instructions', '"Variant" w JOIN "Generation" g ON')} AND w.kind = 'refined' AND w.status IN ('accepted'${refined === 'accepted' ? '' : ", 'pending'"}) GROUP BY 2, 3
     UNION ALL ${by('evolved prompts', '"Variant" w JOIN "Generation" g ON')} AND w.kind <> 'refined' AND EXISTS (SELECT FROM "Preference" p WHERE p."variantId" = w.id AND p.status = 'accepted') GROUP BY 2, 3
     UNION ALL ${by('answers', '"Answer" w JOIN "Generation" g ON')} GROUP BY 2, 3`,
    [datasetId],
  )
  const key = ({ wrote, model, promptVersion }: WrittenByModel): string => JSON.stringify([wrote, model, promptVersion])
  return z.array(writtenByModel).parse(rows).toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}
