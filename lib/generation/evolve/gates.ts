import { findConflicts } from '#lib/constraints/conflicts.ts'
import { changesLanguage } from '#lib/generation/changed-language.ts'
import { keptParts, type KeptPart } from '#lib/generation/kept-parts.ts'
import type { CheckerRef } from '#lib/constraints/verdict.ts'
import { rougeWords } from '#lib/text/rouge.ts'
import { isUnspaced } from '#lib/text/script.ts'

/** What carries data, whatever else of an instruction may change. */
const data: readonly KeptPart['kind'][] = ['code block', 'table', 'block quote', 'inline code', 'address', 'formula']

/**
 * What is wrong with an instruction that was made from another one, in words of ours that a model can act on: null where it is another text in
 * the same language that has lost no data. The texts' own words are never repeated: they are data.
 */
export function problemWithRewrite(before: string, after: string): string | null {
  const text = after.trim()
  if (text === '') return 'The instruction is empty.'
  if (rougeWords(text).join(' ') === rougeWords(before).join(' ')) return 'The instruction is the same as before.'
  const lost = keptParts(before).find((part) => data.includes(part.kind) && !text.includes(part.text))
  if (lost) return `A ${lost.kind} of the instruction is missing or changed; copy every ${lost.kind} to the letter.`
  if (changesLanguage(before, text)) return 'Write in the language of the original instruction.'
  return null
}

/** A paraphrase keeps this share of the words that carry a demand. */
const saidShare = 0.4

/**
 * Whether a text says a demand, as far as words tell: the share of the demand's longer words and numbers that it has, compared by their first
 * five letters (`compare`, `comparing`), or of its pairs of characters where no spaces are written. Numbers in digits must all be there.
 */
export function says(text: string, demand: string): boolean {
  const [within, wanted] = [telling(text), telling(demand)]
  if (numbersIn(demand).some((number) => !numbersIn(text).includes(number))) return false
  let found = 0
  for (const word of wanted) if (within.has(word)) found++
  return wanted.size === 0 || found >= saidShare * wanted.size
}

function numbersIn(text: string): string[] {
  return text.match(/\d+/g) ?? []
}

function telling(text: string): Set<string> {
  const words = rougeWords(text)
  if (isUnspaced(text)) return new Set(words.slice(1).map((word, index) => `${words[index]}${word}`))
  const long = words.filter((word) => word.length > 3 || /\d/.test(word))
  return new Set((long.length > 0 ? long : words).map((word) => word.slice(0, 5)))
}

/** The places of two demands that cannot both be met; null where no program knows of any. */
export function conflictIn(demands: readonly { checker: CheckerRef | null }[]): { first: number; second: number } | null {
  const conflict = findConflicts(demands.map(({ checker }) => checker)).find(({ relation }) => relation === 'conflict')
  return conflict ? { first: conflict.first, second: conflict.second } : null
}
