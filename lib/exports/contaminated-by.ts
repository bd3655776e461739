import { benchmarksIn, type BenchmarkGrams } from '#lib/contamination/benchmark-grams.ts'
import type { ExportExample } from '#lib/exports/formats/format.ts'

/** As SQL: the benchmarks that a search found in the prompt of "Pair" p, by name; null where it found none. */
export const contaminatedBy = `(SELECT string_agg(k.list, ', ' ORDER BY k.list COLLATE "C") FROM "Contamination" k WHERE k."pairId" = p.id)`

/** Why a recipe leaves a pair out that has words of a benchmark; null where it does not. */
export function contaminationOf(pair: { contaminatedBy: string | null }, recipe: { dropContaminated: boolean }): string | null {
  return recipe.dropContaminated && pair.contaminatedBy !== null ? `its prompt has words of ${pair.contaminatedBy}` : null
}

/** What is held against the benchmarks when it is written, whatever a search found in the pair: all of it may be the prompt's own. */
type Written = Pick<ExportExample, 'history' | 'prompt'> & Partial<Pick<ExportExample, 'response' | 'rungs' | 'falsePrompt' | 'task'>>

/**
 * The benchmarks, parted by commas, of which what a row asks has 13 words in a row: its prompt as it is written, with a refined instruction and the
 * constraints, earlier turns of the user, the prompts of lower levels, and of a row turned round the answer. Null where there are none, or nothing is to be held against them.
 */
export function contaminatedAsWritten({ history, prompt, response, rungs = [], falsePrompt, task }: Written, benchmarks: BenchmarkGrams | null): string | null {
  if (!benchmarks) return null
  const turns = history.flatMap(({ role, content }) => (role === 'user' ? [content] : []))
  const answer = task?.kind === 'reverse' && response !== undefined ? [response] : []
  return benchmarksIn([...turns, ...rungs.map((rung) => rung.prompt), prompt, ...(falsePrompt ? [falsePrompt.prompt] : []), ...answer], benchmarks).join(', ') || null
}

/** The reason to leave out what has words of these benchmarks only in the prompt as it is written. */
export const asWritten = (names: string): string => `its prompt as written has words of ${names}`

/** Of each wording of a constraint, which many pairs share, the benchmarks that have words of it. */
const foundInText = new WeakMap<BenchmarkGrams, Map<string, string>>()
const mostTexts = 20_000

/** Why a constraint is not stated whose own text has 13 words in a row of a benchmark; null where it is. */
export function contaminationOfText(text: string, benchmarks: BenchmarkGrams | null): string | null {
  if (!benchmarks) return null
  const known = foundInText.get(benchmarks) ?? new Map<string, string>()
  foundInText.set(benchmarks, known)
  let names = known.get(text)
  if (names === undefined) {
    names = benchmarksIn([text], benchmarks).join(', ')
    if (known.size >= mostTexts) known.clear()
    known.set(text, names)
  }
  return names === '' ? null : `its text has words of ${names}`
}
