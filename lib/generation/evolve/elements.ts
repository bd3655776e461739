import { readAdded } from '#lib/generation/added-constraints.ts'
import { alike } from '#lib/generation/alike.ts'
import { conflictIn } from '#lib/generation/evolve/gates.ts'
import type { CheckerRef } from '#lib/constraints/verdict.ts'
import type { Rng } from '#lib/random.ts'

export type Slot = 'background' | 'objective' | 'constraint'

/** A part of an instruction, found in it or proposed for it (TaCIE, arXiv 2410.02795). */
export interface Element {
  id: string
  slot: Slot
  text: string
  /** Where the instruction says it, in UTF-16 code units; null for a new one. */
  span: { start: number; end: number } | null
  dependsOn: string[]
  /** The vocabulary's type and the program that decides it, of a constraint that one can. */
  type: string | null
  checker: CheckerRef | null
}

/** Makes an element; the text of a constraint is compiled where it can be. */
export function elementOf(given: Pick<Element, 'id' | 'slot' | 'text' | 'span' | 'dependsOn'>): Element {
  if (given.slot !== 'constraint') return { ...given, type: null, checker: null }
  const { text, type, checker } = readAdded(given.id, { text: given.text, type: '' })
  return { ...given, text, type, checker }
}

/** How many objectives and constraints an instruction of difficulty 1 to 5 has; defaults of ours, for TaCIE's numbers are not known. */
const budgets: readonly Record<'objective' | 'constraint', number>[] = [
  { objective: 1, constraint: 1 },
  { objective: 1, constraint: 2 },
  { objective: 2, constraint: 3 },
  { objective: 2, constraint: 5 },
  { objective: 3, constraint: 7 },
]

/** The budget of a difficulty. */
export function budgetOf(difficulty: number): Record<'objective' | 'constraint', number> {
  return budgets[difficulty - 1] ?? { objective: 3, constraint: 7 }
}

/** How many elements have to be proposed so that the hardest budget can be met, with one to spare of each kind. */
export function wantedFor(rounds: number, original: readonly Element[]): Record<Slot, number> {
  const budget = budgetOf(rounds)
  const has = (slot: Slot): number => original.filter((element) => element.slot === slot).length
  return { background: 1, objective: Math.max(0, budget.objective - has('objective')) + 1, constraint: Math.max(0, budget.constraint - has('constraint')) + 1 }
}

/**
 * Chooses the elements of each difficulty from 1 up, each with all that the one before it has: the instruction's own background, one of its own
 * objectives, a new constraint, and the others in random order within the budget; new background comes with what depends on it. What depends
 * on others comes with them or, where the budget does not allow it or one is unknown, not at all; nor does what says the same as an element that
 * is in, or contradicts one. A difficulty is left out that no element could be added for, or that has nothing new.
 */
export function chooseElements(elements: readonly Element[], rounds: number, rng: Rng): { level: number; elements: Element[] }[] {
  const byId = new Map(elements.map((element) => [element.id, element]))
  const shuffled = rng.shuffle(elements.filter(({ slot }) => slot !== 'background'))
  const order = [
    ...elements.filter(({ slot, span }) => slot === 'background' && span !== null),
    ...shuffled.filter(({ slot, span }) => slot === 'objective' && span !== null).slice(0, 1),
    ...shuffled.filter(({ slot, span }) => slot === 'constraint' && span === null).slice(0, 1),
    ...shuffled,
  ]
  let chosen: Element[] = []
  const levels: { level: number; elements: Element[] }[] = []
  for (let level = 1; level <= rounds; level++) {
    const before = chosen.length
    for (const element of order) {
      const more = withWhatItNeeds(element, byId, chosen)
      if (more && fits([...chosen, ...more], budgetOf(level)) && more.every((one) => isNews(one, chosen)) && !conflictIn([...chosen, ...more])) chosen = [...chosen, ...more]
    }
    if (chosen.length > before && chosen.some(({ span }) => span === null)) levels.push({ level, elements: chosen })
  }
  return levels
}

/** The element and what it depends on, without what is chosen; null where one of them is unknown, or where they go round in a circle. */
function withWhatItNeeds(element: Element, byId: ReadonlyMap<string, Element>, chosen: readonly Element[], above: readonly Element[] = []): Element[] | null {
  if (chosen.includes(element)) return []
  if (above.includes(element)) return null
  let needed: Element[] = []
  for (const id of element.dependsOn) {
    const other = byId.get(id)
    const more = other ? withWhatItNeeds(other, byId, [...chosen, ...needed], [...above, element]) : null
    if (!more) return null
    needed = [...needed, ...more]
  }
  return [...needed, element]
}

function fits(elements: readonly Element[], budget: Record<'objective' | 'constraint', number>): boolean {
  const count = (slot: Slot): number => elements.filter((element) => element.slot === slot).length
  return count('objective') <= budget.objective && count('constraint') <= budget.constraint
}

const duplicate = 0.8

function isNews(element: Element, chosen: readonly Element[]): boolean {
  return chosen.every((other) => other.slot !== element.slot || !alike(element, other, duplicate))
}
