import type { MarkSpan } from '#components/review/evidence.ts'
import { formatNumber } from '#components/ui/format.ts'
import type { Count, Counted } from '#lib/constraints/counted.ts'

/** With more units than this only some of the numbers are shown: the first, every tenth and the last. */
const allNumbered = 40

/** What is counted, as marks of the response. */
export function unitMarks({ units, perPart }: Counted): MarkSpan[] {
  const shown = (index: number): boolean => perPart || units.length <= allNumbered || index === 0 || index === units.length - 1 || (index + 1) % 10 === 0
  return units.map(({ start, end, label }, index) => ({ start, end, role: 'unit', ...(shown(index) ? { label } : {}) }))
}

/** What each way of counting comes to, and where they decide differently: "Pincer counts 212, IFEval counts 214." */
export function countsInWords({ counts, perPart }: Pick<Counted, 'counts' | 'perPart'>): string[] {
  const numbers = counts.filter((count): count is Count & { count: number } => count.count !== null)
  const how = perPart ? 'counts up to' : 'counts'
  const [first] = numbers
  const agree = numbers.every(({ count }) => count === first?.count)
  const said =
    first && agree ? `${listed(numbers.map(({ who }) => who))} ${numbers.length > 1 ? how.replace('counts', 'count') : how} ${formatNumber(first.count)}.`
    : numbers.length > 0 ? `${numbers.map(({ who, count }) => `${who}${who.includes(',') ? ',' : ''} ${how} ${formatNumber(count)}`).join('; ')}.`
    : null
  return [...(said ? [said] : []), ...disagreement(counts)]
}

function disagreement(counts: readonly Count[]): string[] {
  const decided = counts.filter(({ holds }) => holds !== null)
  const [met, broken] = [decided.filter(({ holds }) => holds), decided.filter(({ holds }) => !holds)]
  if (met.length > 0 && broken.length > 0) return [`It holds for ${listed(met.map(nameOf))}, but not for ${listed(broken.map(nameOf))}.`]
  // A rule that counts nothing says only this.
  const [only] = counts.filter(({ count }) => count === null)
  return only && only.holds !== null ? [`${only.who} finds that it ${only.holds ? 'holds' : 'does not hold'}.`] : []
}

function nameOf({ who }: Count): string {
  return who.replace(/^Pincer, /, '')
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
