import { findConflicts, type Demand } from '#lib/constraints/conflicts.ts'
import { checkConstraint } from '#lib/constraints/index.ts'
import { applyEdits, editSize, type TextEdit } from '#lib/constraints/mutation/edit.ts'
import { mends } from '#lib/constraints/mutation/mends.ts'
import { findChecker } from '#lib/constraints/registry.ts'
import { languageToAskIn } from '#lib/constraints/wordings/language.ts'
import { wordingsIn } from '#lib/constraints/wordings/say.ts'
import type { Rng } from '#lib/random.ts'

/** A longer response is not mended, in UTF-16 code units: its edits would hardly be small. */
const longest = 20_000

/** A constraint that the response does not meet, and the small edit after which it does. */
export interface Mending {
  type: string
  text: string
  checker: Demand & { kwargs: Record<string, unknown> }
  response: string
  edits: readonly TextEdit[]
}

/**
 * Constraints that a response fails but for a small edit that leaves the text as good as it was: the back-translation variant of contrastive
 * pairs (Evolutionary Contrastive Distillation, arXiv 2410.07513, with the rejected text given and the chosen one made of it). The smallest
 * edits come first. By proof and not by construction: the response fails each, the edited text meets it and still meets all of `held`,
 * of which none implies it or follows from it. Of what nearly every response could be given, at most one, by the draw. None for a response with code, whose signs mean something else.
 */
export function mendings(pair: { instruction: string; response: string; language: string | null }, held: readonly Demand[], rng: Rng): Mending[] {
  const { response } = pair
  if (response.length > longest || response.includes('`')) return []
  const language = languageToAskIn(pair, pair.language)
  const proposals = mends(response)
  const anything = rng.shuffle(proposals.filter(({ fitsAnything }) => fitsAnything)).slice(0, 1)
  const found = [...proposals.filter(({ fitsAnything }) => !fitsAnything), ...anything].flatMap(({ checker, edits }): Mending[] => {
    const known = findChecker(checker.id)
    if (!known || edits.length === 0 || checkConstraint(checker, response).outcome !== 'fail') return []
    const wordings = language === 'en' ? known.wordings(checker.kwargs) : wordingsIn(language, checker.id, checker.kwargs)
    const mended = applyEdits(response, edits)
    if (wordings.length === 0 || [checker, ...held].some((demand) => checkConstraint(demand, mended).outcome !== 'pass')) return []
    if (findConflicts([checker, ...held]).some(({ first, second }) => first === 0 || second === 0)) return []
    return [{ type: known.type, text: rng.pick(wordings), checker, response: mended, edits }]
  })
  return found.toSorted((a, b) => editSize(a.edits) - editSize(b.edits))
}
