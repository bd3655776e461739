import { z } from 'zod'
import type { Bounds } from '#lib/constraints/bounds.ts'
import { frameOf } from '#lib/constraints/frame.ts'
import { readBounds } from '#lib/constraints/reading.ts'

/** The shape of bounds on how often one named thing occurs, beside the name of it. */
export const timesShape = { min: z.int().min(1).optional(), max: z.int().min(0).optional() }

/** Whether bounds are given and do not cross. */
export function areBounds({ min, max }: Bounds): boolean {
  return (min !== undefined || max !== undefined) && (min === undefined || max === undefined || min <= max)
}

/** Sentences that bound how often a named thing occurs: `thing` is `the letter "q"`. */
export function timesWordings(thing: string, { min, max }: Bounds): string[] {
  const Thing = `${thing.charAt(0).toUpperCase()}${thing.slice(1)}`
  const times = (n: number): string => (n === 1 ? '1 time' : `${n} times`)
  if (max === 0) return [`Do not use ${thing}.`, `Avoid ${thing}.`, `${Thing} must not appear.`]
  if (min !== undefined && min === max) return [`Use ${thing} exactly ${times(min)}.`, `${Thing} must appear exactly ${times(min)}.`, `Include ${thing} exactly ${times(min)} in your response.`]
  if (min !== undefined && max !== undefined) return [`Use ${thing} between ${min} and ${max} times.`, `${Thing} should appear ${min} to ${max} times.`]
  if (min !== undefined) return [`Use ${thing} at least ${times(min)}.`, `${Thing} should appear at least ${times(min)}.`, `Include ${thing} at least ${times(min)} in your response.`]
  if (max === undefined) return []
  return [`Use ${thing} at most ${times(max)}.`, `${Thing} should appear no more than ${times(max)}.`, `Do not use ${thing} more than ${times(max)}.`]
}

/** Patterns are made once: each sentence is held against all of them. */
const patterns = new Map<string, RegExp>()

function patternOf(nouns: string, bare: string): RegExp {
  const key = `${nouns}\n${bare}`
  const known = patterns.get(key)
  if (known) return known
  const made = new RegExp(`(?:the |this )?(?:exact )?(?:${nouns}):? (?:"#"|(?<bare>${bare})(?![\\w'-]))`)
  patterns.set(key, made)
  return made
}

/**
 * What a plain sentence bounds, and by what: `use the word "tide" at least 3 times`. `nouns` is the source of a pattern for what the thing
 * is called; `bare` for one without quotation marks. Null when it asks for anything else, or for more.
 */
export function readTimes(sentence: string, nouns: string, bare: string): { name: string; bounds: Bounds } | null {
  const { text, quoted } = frameOf(sentence)
  const found = patternOf(nouns, bare).exec(text)
  if (!found || quoted.length > 1 || (quoted.length === 1 && found.groups?.bare !== undefined)) return null
  const name = found.groups?.bare ?? quoted[0] ?? ''
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
    .replace(/\b(?:appears?|occurs?|shows? up|be (?:used|mentioned|present|found|included))\b/, ' ')
    .replace(/\bmention\b/, 'use')
    .replace(/\bonce\b/, '1 time')
    .replace(/\btwice\b/, '2 times')
    .replace(/\s+/g, ' ')
    .trim()
  const bounds = /^(?:do not use|don't use|avoid|avoid using|must not|should not|never use|use no|write without|write without using|without using)$/.test(rest) ? { max: 0 } : readBounds(rest, 'times?')
  return name === '' || bounds === null ? null : { name, bounds }
}
