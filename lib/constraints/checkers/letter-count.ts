import { z } from 'zod'
import { outcomeOf } from '#lib/constraints/amounts.ts'
import { boundsInWords, relateBounds, within } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { areBounds, readTimes, timesShape, timesWordings } from '#lib/constraints/times.ts'
import { judged } from '#lib/constraints/verdict.ts'
import type { Span } from '#lib/text/words.ts'

const kwargs = z.object({ letter: z.string().regex(/^\p{L}$/u), ...timesShape }).refine(areBounds, { message: 'give min, max or both' })
type Kwargs = z.infer<typeof kwargs>

/** How often a letter occurs. */
export const letterCount: Checker<Kwargs> = {
  id: 'pincer:letter_count',
  version: 1,
  type: 'lexical.letters',
  crab: false,
  kwargs,
  rule: 'Both its large and its small form. Whether the same letter with an accent counts makes two readings.',
  examples: [{ letter: 'e', min: 3 }, { letter: 'q', max: 0 }, { letter: 'z', max: 4 }, { letter: 'a', min: 2, max: 2 }, { letter: 'x', min: 2, max: 6 }],
  doubt: { when: 'the answer depends on letters with accents', witness: 'Été, eh?' },
  check(response, { letter, min, max }) {
    const plain = placesOf(response, letter)
    const all = [...plain, ...accented(response, letter)].toSorted((a, b) => a.start - b.start)
    const outcome = outcomeOf([plain, all], (spans) => within(spans.length, { min, max }))
    const said = plain.length === all.length ? `${plain.length}` : `${plain.length} or, with accents, ${all.length}`
    const tooMany = max !== undefined && plain.length > max
    return judged(
      outcome,
      plain.length,
      `"${letter}" occurs ${said} time${said === '1' ? '' : 's'}; ${boundsInWords({ min, max })} asked for.`,
      outcome === 'fail' ? (tooMany ? plain.slice(max) : []) : outcome === 'unsure' ? all : plain,
    )
  },
  // How often a letter occurs says little of a text; that a common one never does, much.
  mine(response, _context, rng) {
    if ((response.match(/[a-z]/gi)?.length ?? 0) < 300) return []
    const absent = Array.from('etaoinshrdlcumwfgypbvkxjqz').filter((letter) => placesOf(response, letter).length + accented(response, letter).length === 0)
    return rng.shuffle(absent).map((letter) => ({ letter, max: 0 }))
  },
  wordings: ({ letter, min, max }) => timesWordings(`the letter "${letter}"`, { min, max }),
  read(sentence) {
    const found = readTimes(sentence, 'letter', '[a-z]')
    const parsed = found ? kwargs.safeParse({ letter: found.name, ...found.bounds }) : null
    return parsed?.success ? parsed.data : null
  },
  units(response, { letter }) {
    const plain = placesOf(response, letter)
    const all = [...plain, ...accented(response, letter)].toSorted((a, b) => a.start - b.start)
    return { one: 'letter', many: 'letters', readings: [{ name: 'without accents', spans: plain }, { name: 'with accents', spans: all }] }
  },
  relate: (a, b) => (a.letter.toLowerCase() === b.letter.toLowerCase() ? relateBounds(a, b) : 'compatible'),
}

function placesOf(text: string, letter: string): Span[] {
  const spans: Span[] = []
  for (const form of new Set([letter, letter.toLowerCase(), letter.toUpperCase()])) {
    if (Array.from(form).length !== 1) continue
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) spans.push({ start: at, end: at + form.length })
  }
  return spans.sort((a, b) => a.start - b.start)
}

/** Where the letter stands with an accent: é for e. */
function accented(text: string, letter: string): Span[] {
  const small = letter.toLowerCase()
  if (!/[a-z]/.test(small)) return []
  return Array.from(text.matchAll(/[^\p{ASCII}]/gu))
    .filter(([char]) => char.normalize('NFD').charAt(0).toLowerCase() === small)
    .map(({ 0: char, index }) => ({ start: index, end: index + char.length }))
}
