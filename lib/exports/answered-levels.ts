import { typeWeight } from '#lib/compose/choose-constraints.ts'
import { missesTarget } from '#lib/compose/fit-target.ts'
import { checkConstraint } from '#lib/constraints/index.ts'
import type { AcceptedPair } from '#lib/exports/accepted-pairs.ts'
import type { ExportConstraint } from '#lib/exports/formats/format.ts'
import { ladderSizes } from '#lib/exports/sequence.ts'
import { says } from '#lib/generation/evolve/gates.ts'
import type { PreferenceDemand } from '#lib/preferences/contract.ts'
import { isOfPair } from '#lib/preferences/stated.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** A harder instruction evolved from a pair's, and the answer to it that a person preferred: an accepted preference of method `evolved`. */
export interface AnsweredLevel {
  prompt: string
  response: string
  /** All that the prompt demands. */
  demands: PreferenceDemand[]
}

/** One exchange of a conversation of levels. `constraints` begin with those of the exchange before. */
export interface LevelTurn {
  /** Null: the pair's own instruction with the constraints, which is to be written. */
  prompt: string | null
  response: string
  constraints: ExportConstraint[]
}

/**
 * A pair's levels as exchanges, easy to hard, each with an answer of its own (Conifer, arXiv 2404.02823): first the pair's own response, then
 * answers to what was evolved from it. Each meets all that its turn asks and fails, for certain, some of what the next turn adds: to say the
 * answer before again is never right. The longest such chain; where it has more exchanges than the recipe has levels, so many of them. Null
 * where no two exchanges follow each other like that.
 */
export function answeredLevels(pair: AcceptedPair, recipe: Pick<ExportParams, 'ladder' | 'minConstraints' | 'maxConstraints' | 'typeWeights' | 'bits'>): LevelTurn[] | null {
  const turns = (pair.levels ?? []).flatMap((level) => turnOf(level, pair, recipe) ?? []).toSorted((a, b) => a.constraints.length - b.constraints.length)
  const chains: LevelTurn[][] = []
  let longest: LevelTurn[] = []
  for (const { own, ...turn } of turns) {
    const before = chains.reduce<LevelTurn[]>((best, chain) => (chain.length > best.length && follows(chain.at(-1), turn) ? chain : best), [])
    const first = { prompt: null, response: pair.response, constraints: turn.constraints.filter(({ text }) => own.has(text)) }
    const chain = before.length > 0 ? [...before, turn] : meetsAll(first.constraints, first.response) && follows(first, turn) ? [first, turn] : null
    if (!chain) continue
    chains.push(chain)
    const canEnd = turn.constraints.length >= recipe.minConstraints && (!recipe.bits || missesTarget(turn.constraints, recipe.bits) === null)
    if (canEnd && chain.length > longest.length) longest = chain
  }
  if (longest.length === 0) return null
  const picked = ladderSizes(longest.length, recipe.ladder).flatMap((size) => longest[size - 1] ?? [])
  return inOrder(picked)
}

/** A level that may be a turn: its answer meets what it asks, what is of the pair is still accepted, and the recipe wants all of it. */
function turnOf({ prompt, response, demands }: AnsweredLevel, pair: AcceptedPair, { maxConstraints, typeWeights }: Pick<ExportParams, 'maxConstraints' | 'typeWeights'>): (LevelTurn & { own: Set<string> }) | null {
  const own = new Set(demands.filter(isOfPair).map(({ text }) => text))
  const accepted = new Set(pair.constraints.map(({ text }) => text))
  const constraints = demands.map(({ type, text, checker }) => ({ type, text, checker, proven: true }))
  const isWanted = constraints.length > 0 && constraints.length <= maxConstraints && constraints.every(({ type }) => typeWeight(typeWeights, type) > 0)
  if (!isWanted || [...own].some((text) => !accepted.has(text)) || constraints.some(({ text }) => !states(prompt, text))) return null
  return meetsAll(constraints, response) ? { prompt, response, constraints, own } : null
}

/** Whether a turn asks all that another does and more, of which that one's answer fails something for certain. */
function follows(before: LevelTurn | undefined, turn: LevelTurn): boolean {
  if (!before) return false
  const asked = new Set(turn.constraints.map(({ text }) => text))
  return before.constraints.every(({ text }) => asked.has(text)) && failsSome(added(before, turn), before.response)
}

function added(before: LevelTurn, turn: LevelTurn): ExportConstraint[] {
  const said = new Set(before.constraints.map(({ text }) => text))
  return turn.constraints.filter(({ text }) => !said.has(text))
}

/** The same turns, the constraints of each behind those of the turn before. */
function inOrder(turns: readonly LevelTurn[]): LevelTurn[] {
  const ordered: LevelTurn[] = []
  for (const turn of turns) {
    const before = ordered.at(-1)
    ordered.push(before ? { ...turn, constraints: [...before.constraints, ...added(before, turn)] } : turn)
  }
  return ordered
}

function meetsAll(constraints: readonly ExportConstraint[], text: string): boolean {
  return constraints.every(({ checker }) => checker !== null && checkConstraint(checker, text).outcome === 'pass')
}

/** Whether a program finds that a text fails one of these at least. */
export function failsSome(constraints: readonly Pick<ExportConstraint, 'checker'>[], text: string): boolean {
  return constraints.some(({ checker }) => checker !== null && checkConstraint(checker, text).outcome === 'fail')
}

/** Whether a prompt asks for something: to the letter, as a pair's own does in whatever language it is, or as far as words tell. */
export function states(prompt: string, demand: string): boolean {
  return prompt.includes(demand.trim()) || says(prompt, demand)
}
