import { factsOf, licenseKey, notStated, type LicenseFacts } from '#lib/licenses/facts.ts'

/** What an export is said to be for. */
export const licenseUses = ['unstated', 'research', 'commercial'] as const
export type LicenseUse = (typeof licenseUses)[number]

/** Something that licences say against an export, or that who uses it has to know. */
export interface LicenseProblem {
  /** `conflict`: it does not go with the use, with another licence, or nobody knows. `duty`: it may be done, and asks for something. */
  kind: 'conflict' | 'duty'
  /** Which licences, by their keys. */
  licenses: string[]
  /** How many pairs they are. */
  pairs: number
  /** In words for people. */
  says: string
}

/** Why pairs of one licence alone do not go with the use; null where they do. */
export function misfitOf(key: string, use: LicenseUse): string | null {
  if (key === notStated) return 'nobody has said that they may be used'
  const facts = factsOf(key)
  if (!facts) return `nothing is known here of “${key}”: read it`
  if (facts.noDerivatives) return 'changed versions may not be shared, and composing a prompt changes it'
  if (facts.nonCommercial && use === 'commercial') return 'not for commercial purposes'
  if (facts.training && use !== 'research') return facts.training
  return null
}

interface Counted {
  key: string
  pairs: number
  facts: LicenseFacts | null
}

/** What there is to say of a mixture of licences, given how many pairs have each, and what for; conflicts first. Not legal advice. */
export function licenseProblems(licenses: Readonly<Record<string, number>>, use: LicenseUse): LicenseProblem[] {
  const all = rolledUp(licenses)
  const conflicts: LicenseProblem[] = []
  const duties: LicenseProblem[] = []
  for (const { key, pairs, facts } of all) {
    const misfit = misfitOf(key, use)
    if (misfit !== null) conflicts.push({ kind: 'conflict', licenses: [key], pairs, says: `${key}: ${misfit}.` })
    else if (facts?.training) duties.push({ kind: 'duty', licenses: [key], pairs, says: `${key}: ${facts.training}.` })
    if (facts?.nonCommercial && use !== 'commercial') duties.push({ kind: 'duty', licenses: [key], pairs, says: `${key}: for purposes that are not commercial alone.` })
  }
  conflicts.push(...mixtures(all))
  const families = Map.groupBy(all.filter(({ facts }) => facts?.shareAlike), ({ facts }) => facts?.shareAlike ?? '')
  if (families.size === 1) for (const [family, own] of families) duties.push({ kind: 'duty', licenses: own.map(({ key }) => key), pairs: sum(own), says: `What is made from ${keys(own)} has to be shared under ${family}: so has the export as a whole.` })
  const named = all.filter(({ facts }) => facts?.attribution)
  if (named.length > 0) duties.push({ kind: 'duty', licenses: named.map(({ key }) => key), pairs: sum(named), says: `${keys(named)}: say whose it is. The sources are in the card.` })
  return [...conflicts, ...duties]
}

/** Share-alike licences of two families, or one beside terms that go further than it allows: no one licence for the whole meets both. */
function mixtures(all: readonly Counted[]): LicenseProblem[] {
  const sharing = all.filter(({ facts }) => facts?.shareAlike)
  const found: LicenseProblem[] = []
  const families = Map.groupBy(sharing, ({ facts }) => facts?.shareAlike ?? '')
  if (families.size > 1) found.push(together(sharing, `${keys(sharing)} each ask that what is made from them be shared under their own terms: nothing can be shared under ${families.size === 2 ? 'both' : 'all'}.`))
  for (const [family, own] of families) {
    const stricter = all.filter(({ facts }) => facts !== null && facts.shareAlike === undefined && ((facts.nonCommercial === true && !own.some((one) => one.facts?.nonCommercial)) || facts.training !== undefined))
    if (stricter.length > 0) found.push(together([...own, ...stricter], `${keys(own)} ${own.length === 1 ? 'asks' : 'ask'} that all of it be shared under ${family}, which allows what ${keys(stricter)} ${stricter.length === 1 ? 'forbids' : 'forbid'}.`))
  }
  return found
}

/**
 * The licences to leave out so that nothing speaks against the rest: each that does not go with the use, and of those that cannot be mixed all
 * but the ones that keep the most pairs.
 */
export function licensesToLeaveOut(licenses: Readonly<Record<string, number>>, use: LicenseUse): string[] {
  const all = rolledUp(licenses)
  const fitting = all.filter(({ key }) => misfitOf(key, use) === null)
  const families = [...new Set(fitting.flatMap(({ facts }) => facts?.shareAlike ?? []))]
  // Without any share-alike, or with one family and what goes with it.
  const choices = [null, ...families].map((family) => {
    const sharing = fitting.filter(({ facts }) => facts?.shareAlike !== undefined && facts.shareAlike === family)
    return [...sharing, ...fitting.filter((one) => one.facts?.shareAlike === undefined && mixtures([...sharing, one]).length === 0)]
  })
  const best = choices.toSorted((a, b) => sum(b) - sum(a))[0] ?? []
  return all.filter(({ key }) => !best.some((kept) => kept.key === key)).map(({ key }) => key)
}

/** Counts under one name for all ways to write a licence, most pairs first. */
export function rolledUp(licenses: Readonly<Record<string, number>>): Counted[] {
  const counts = new Map<string, number>()
  for (const [name, pairs] of Object.entries(licenses)) counts.set(licenseKey(name), (counts.get(licenseKey(name)) ?? 0) + pairs)
  return [...counts].map(([key, pairs]) => ({ key, pairs, facts: factsOf(key) })).toSorted((a, b) => b.pairs - a.pairs || (a.key < b.key ? -1 : 1))
}

function together(of: readonly Counted[], says: string): LicenseProblem {
  return { kind: 'conflict', licenses: of.map(({ key }) => key), pairs: sum(of), says }
}

function keys(of: readonly Counted[]): string {
  const names = of.map(({ key }) => key)
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

function sum(of: readonly Counted[]): number {
  return of.reduce((all, { pairs }) => all + pairs, 0)
}
