import { z } from 'zod'
import { pool } from '#lib/db/client.ts'
import type { PairState } from '#lib/generation/step.ts'
import { storedTurns } from '#lib/pairs/turns.ts'

const things = z.record(z.string(), z.unknown()).catch({})

/** A row of the query below; its columns are what the database's own types make them. */
interface Row extends Omit<PairState, 'history' | 'constraints' | 'variants'> {
  history: unknown
  constraints: (Omit<PairState['constraints'][number], 'checker'> & { checkerId: string | null; checkerVersion: number | null; kwargs: unknown })[]
  variants: (Omit<PairState['variants'][number], 'meta'> & { meta: unknown })[]
}

// By hand and prepared, for every step of every pair asks it.
const query = `
  SELECT p.id::text, p."contentHash", p.language, p.system, p.history, p.instruction, p.input, p.response,
    coalesce((
      SELECT json_agg(json_build_object('id', c.id, 'type', c.type, 'text', c.text, 'origin', c.origin, 'status', CASE WHEN c.status = 'disputed' THEN 'pending' ELSE c.status::text END, 'outcome', c.outcome,
        'checkerId', c."checkerId", 'checkerVersion', c."checkerVersion", 'kwargs', c.kwargs,
        'judged', EXISTS (SELECT 1 FROM "Verdict" v WHERE v."constraintId" = c.id AND v.method = 'llm')) ORDER BY c.position, c.id)
      FROM "Constraint" c WHERE c."pairId" = p.id AND c.status IN ('pending', 'accepted', 'flagged', 'skipped', 'disputed')), '[]') AS constraints,
    coalesce((
      SELECT json_agg(json_build_object('id', v.id, 'kind', v.kind, 'text', v.text, 'parentId', v."parentId", 'constraintIds', v."constraintIds", 'depth', v.depth,
        'level', v.level, 'operation', v.operation, 'meta', v.meta) ORDER BY v.id)
      FROM "Variant" v WHERE v."pairId" = p.id), '[]') AS variants,
    coalesce((
      SELECT json_agg(json_build_object('id', a.id, 'variantId', a."variantId", 'text', a.text, 'model', a.model, 'sample', a.sample) ORDER BY a.id)
      FROM "Answer" a WHERE a."pairId" = p.id AND a.purpose = 'answer'), '[]') AS answers
  FROM "Pair" p WHERE p.id = ANY($1::uuid[])`

/** Pairs with all that was made of them so far, by id, in one query whatever their number. One that is gone is missing. */
export async function loadPairStates(ids: readonly string[]): Promise<Map<string, PairState>> {
  const { rows } = await pool().query<Row>({ name: 'pair states', text: query, values: [ids] })
  return new Map(
    rows.map(({ history, constraints, variants, ...pair }) => [
      pair.id,
      {
        ...pair,
        history: storedTurns.parse(history),
        constraints: constraints.map(({ checkerId, checkerVersion, kwargs, ...constraint }) => ({
          ...constraint,
          checker: checkerId === null ? null : { id: checkerId, kwargs: things.parse(kwargs), version: checkerVersion ?? 1 },
        })),
        variants: variants.map((variant) => ({ ...variant, meta: things.parse(variant.meta) })),
      },
    ]),
  )
}
