import { compileConstraint } from '#lib/constraints/compile.ts'
import type { Kwargs } from '#lib/constraints/kwargs.ts'
import { findChecker } from '#lib/constraints/registry.ts'

const numberWords = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(' ')

/**
 * A constraint's text with another bound, changed as little as can be: its number alone, or the same wording with the new number, or else
 * a wording of its kind. What it gives is read as exactly the new kwargs; null where nothing is.
 */
export function reword(text: string, { id, kwargs }: { id: string; kwargs: Kwargs }, next: Kwargs): string | null {
  const checker = findChecker(id)
  if (!checker) return null
  const [before, after] = [checker.wordings(kwargs), checker.wordings(next)]
  const same = after[before.indexOf(text)]
  const candidates = [same, ...withOtherNumber(text, kwargs, next), ...after]
  return candidates.find((candidate) => candidate !== undefined && saysExactly(candidate, id, next)) ?? null
}

/** The text with one number in place of another, wherever it stands; numbers that say the bound in another way ("more than 99") move along. */
function withOtherNumber(text: string, kwargs: Kwargs, next: Kwargs): string[] {
  return ['min', 'max'].flatMap((end) => {
    const [from, to] = [kwargs[end], next[end]]
    if (typeof from !== 'number' || typeof to !== 'number' || from === to) return []
    return [0, -1, 1].flatMap((shift) => {
      const written = new RegExp(`(?<![\\w.,])(?:${[from + shift, numberWords[from + shift] ?? null].filter((way) => way !== null).join('|')})(?![\\w]|[.,]\\d)`, 'gi')
      const places = [...text.matchAll(written)]
      return places.map(({ 0: found, index }) => text.slice(0, index) + inTheWayOf(found, to + shift) + text.slice(index + found.length))
    })
  })
}

/** A number as the text writes its own: in digits, in a word, or as a word that begins the sentence. */
function inTheWayOf(found: string, number: number): string {
  const word = numberWords[number]
  if (/\d/.test(found) || word === undefined) return String(number)
  return /^[A-Z]/.test(found) ? `${word.charAt(0).toUpperCase()}${word.slice(1)}` : word
}

function saysExactly(text: string, id: string, kwargs: Kwargs): boolean {
  const compiled = compileConstraint(text)
  const sorted = (value: Kwargs): string => JSON.stringify(Object.entries(value).filter(([, one]) => one !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return compiled !== null && compiled.checker.id === id && sorted(compiled.checker.kwargs) === sorted(kwargs)
}
