import { z } from 'zod'
import { checkInstruction, findInstruction, type CheckMode } from '#lib/constraints/official/checker.ts'
import { holdsOfficially, officialCounterparts } from '#lib/constraints/official/counterparts.ts'
import { goingWithoutSaying, responsesMeeting, vacuousRate, type Met } from '#lib/constraints/rarity.ts'
import type { RegisteredChecker } from '#lib/constraints/checker.ts'
import { checkers, findChecker } from '#lib/constraints/registry.ts'
import { languageToAskIn } from '#lib/constraints/wordings/language.ts'
import { wordingsIn } from '#lib/constraints/wordings/say.ts'
import type { CheckerRef, CheckResult, EvidenceSpan } from '#lib/constraints/verdict.ts'
import type { Rng } from '#lib/random.ts'

export { compileConstraint } from '#lib/constraints/compile.ts'
export { crabRuleTypes, mapRawType, vocabulary } from '#lib/constraints/vocabulary.ts'
export type { CheckerRef, CheckResult, EvidenceSpan, VerdictOutcome } from '#lib/constraints/verdict.ts'

/** In UTF-16 code units. Measuring takes minutes and gigabytes for a response of 30 million; nobody trains on one of a million. */
export const longestResponse = 1_000_000

/** A constraint that was read off a response, with the proof that it holds. */
export interface MinedConstraint {
  type: string
  text: string
  checker: CheckerRef
  evidence: EvidenceSpan[]
  measured: number | null
  detail: string
}

/**
 * Runs a checker of ours, or a benchmark's instruction by its official id. `official` decides as the benchmarks do: a constraint of ours
 * that they have a word for must then hold with them, too. An unknown id, wrong kwargs and a response beyond `longestResponse` are an
 * `error` verdict; it never throws.
 */
export function checkConstraint(checker: { id: string; kwargs: unknown }, response: string, mode: CheckMode = 'sound'): CheckResult {
  if (response.length > longestResponse) {
    return { outcome: 'error', measured: null, detail: 'The response has more than 1,000,000 characters. It was not checked.', evidence: [] }
  }
  const known = findChecker(checker.id)
  if (known) return mode === 'sound' ? known.check(response, checker.kwargs) : checkedOfficially(known, checker.kwargs, response)
  const instruction = findInstruction(checker.id)
  const kwargs = z.record(z.string(), z.unknown()).safeParse(checker.kwargs)
  if (instruction && kwargs.success) return checkInstruction(instruction, kwargs.data, response, mode)
  return { outcome: 'error', measured: null, detail: `There is no checker "${checker.id}".`, evidence: [] }
}

function checkedOfficially(checker: RegisteredChecker, kwargs: unknown, response: string): CheckResult {
  const sound = checker.check(response, kwargs)
  const parsed = checker.parse(kwargs)
  if (!parsed.ok || officialCounterparts({ id: checker.id, kwargs: parsed.kwargs }).length === 0) return sound
  return { ...sound, outcome: holdsOfficially({ id: checker.id, kwargs: parsed.kwargs }, response) ? 'pass' : 'fail' }
}

/**
 * States what a response already meets, by rule: at most one constraint a type, each checked before it is given out, none that nearly every
 * response meets. `crab` keeps to the
 * six families of the Crab paper (arXiv 2410.24175), with bounds that are true and wordings that say what is checked.
 * The same pair and seed give the same constraints. They are worded in the pair's language where Pincer has wordings of it, otherwise in
 * English; `language` (ISO 639) tells it, else the texts do. Checkers without wordings in it are left out.
 */
export function backTranslate(
  pair: { instruction: string; response: string },
  rng: Rng,
  options: { types?: 'all' | 'crab'; language?: string | null } = {},
): MinedConstraint[] {
  const language = languageToAskIn(pair, options.language ?? null)
  const asked = { instruction: pair.instruction, response: pair.response, language }
  const byType = new Map<string, Found[]>()
  for (const checker of checkers) {
    if (options.types === 'crab' && !checker.crab) continue
    const found = worthSaying(checker, asked, rng)
    if (!found) continue
    const ofType = byType.get(checker.type)
    if (ofType) ofType.push(found)
    else byType.set(checker.type, [found])
  }
  const ofTypes = [...byType.values()]
  const chosen = ofTypes.map((ofType) => rng.pick(ofType).constraint)
  // Crab's families are asked for as they are.
  if (options.types === 'crab') return chosen
  // What goes without saying is judged by each type's rarest demand, so that the types depend on the response alone and not on the seed.
  const needless = goingWithoutSaying(ofTypes.map(rarestOf))
  return chosen.filter((_, place) => !needless.has(place))
}

interface Found {
  constraint: MinedConstraint
  /** How rare the demand of this checker is that the fewest other responses meet; null where that is not known. */
  rarest: Met | null
}

/** The first of a checker's candidates that holds, with us and with the benchmarks, and that not nearly every response meets. */
function worthSaying(checker: RegisteredChecker, { instruction, response, language }: { instruction: string; response: string; language: string }, rng: Rng): Found | null {
  const { id, type, version } = checker
  let constraint: MinedConstraint | null = null
  let rarest: Met | null = null
  for (const candidate of checker.mine(response, { instruction }, rng)) {
    const { kwargs } = candidate
    const met = responsesMeeting(id, kwargs)
    // Of kinds whose rarity is not known none is rarer than the first.
    if (constraint && !met) break
    const rate = met?.rate ?? 0
    if (rate > vacuousRate || (constraint && rate >= (rarest?.rate ?? 0))) continue
    const wordings = language === 'en' ? candidate.wordings() : wordingsIn(language, id, kwargs)
    if (wordings.length === 0) continue
    const demand = candidate.demand()
    if (!demand) continue
    const { outcome, measured, detail, evidence } = demand.check()
    // Mining is written to be true; this makes a mistake in it harmless.
    if (outcome !== 'pass' || !holdsOfficially({ id, kwargs }, response)) continue
    constraint ??= { type, text: rng.pick(wordings), checker: { id, kwargs, version }, evidence, measured, detail }
    rarest = met
  }
  return constraint && { constraint, rarest }
}

function rarestOf(ofType: readonly Found[]): Met | null {
  const [first, ...others] = ofType
  if (!first) throw new RangeError('a type without candidates')
  return others.reduce((least, other) => ((other.rarest?.rate ?? 0) < (least.rarest?.rate ?? 0) ? other : least), first).rarest
}
