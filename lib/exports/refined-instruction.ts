import type { WhichRefined } from '#lib/compose/recipe.ts'

/** Words as spaces part them, in SQL. */
const wordsOf = (text: string): string => `cardinality(regexp_split_to_array(btrim(${text}, E' \\t\\n\\r'), '\\s+'))`

/**
 * As SQL: the refined instruction of "Pair" p that leaves, as JSON; false where there are some and none may. One that nobody has decided and that has fewer words than the
 * original has lost some of it, often its input: Crab takes the original then (arXiv 2410.24175).
 */
export function refinedInstruction(which: WhichRefined): string {
  const mayLeave = which === 'accepted' ? `v.status = 'accepted'` : `(v.status = 'accepted' OR v.status = 'pending' AND ${wordsOf('v.text')} >= ${wordsOf('p.instruction')})`
  return `(SELECT CASE WHEN ${mayLeave} THEN to_json(coalesce(v."editedText", v.text)) ELSE to_json(false) END
      FROM "Variant" v WHERE v."pairId" = p.id AND v.kind = 'refined' ORDER BY v.status = 'accepted' DESC, ${mayLeave} DESC, v.fingerprint LIMIT 1)`
}
