import { z } from 'zod'
import { outcomeOf } from '#lib/constraints/amounts.ts'
import { boundsInWords, relateBounds, within } from '#lib/constraints/bounds.ts'
import type { Checker } from '#lib/constraints/checker.ts'
import { areBounds, readTimes, timesShape, timesWordings } from '#lib/constraints/times.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { isAscii } from '#lib/text/script.ts'
import type { Span } from '#lib/text/words.ts'

const kwargs = z.object({ letter: z.string().regex(/^\p{L}$/u), ...timesShape }).refine(areBounds, { message: 'give min, max or both' })
type Kwargs = z.infer<typeof kwargs>

/** How often a letter occurs. */
export const letterCount: Checker<Kwargs> = {
  id: 'pincer:letter_count',
  version: 2,
  type: 'lexical.letters',
  crab: false,
  kwargs,
  rule: 'Both its large and its small form. Whether the same letter with an accent counts makes two readings.',
  examples: [{ letter: 'e', min: 3 }, { letter: 'q', max: 0 }, { letter: 'z', max: 4 }, { letter: 'a', min: 2, max: 2 }, { letter: 'x', min: 2, max: 6 }],
  doubt: { when: 'the answer depends on letters with accents', witness: 'Été, eh?' },
  check(response, { letter, min, max }) {
    const { plain, all } = readingsOf(response, letter)
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
    const present = new Set(Array.from(new Set(response), plainLetter))
    const absent = Array.from('etaoinshrdlcumwfgypbvkxjqz').filter((letter) => !present.has(letter))
    return rng.shuffle(absent).map((letter) => ({ letter, max: 0 }))
  },
  wordings: ({ letter, min, max }) => timesWordings(`the letter "${letter}"`, { min, max }),
  read(sentence) {
    const found = readTimes(sentence, 'letter', '[a-z]')
    const parsed = found ? kwargs.safeParse({ letter: found.name, ...found.bounds }) : null
    return parsed?.success ? parsed.data : null
  },
  units(response, { letter }) {
    const { plain, all } = readingsOf(response, letter)
    return { one: 'letter', many: 'letters', readings: [{ name: 'without accents', spans: plain }, { name: 'with accents', spans: all }] }
  },
  relate: (a, b) => (a.letter.toLowerCase() === b.letter.toLowerCase() ? relateBounds(a, b) : 'compatible'),
}

/** Where the letter stands, without accents and with them. */
function readingsOf(text: string, letter: string): { plain: Span[]; all: Span[] } {
  const places = placesOf(text, letter)
  return { plain: unmarked(text, places), all: [...places, ...accented(text, letter)].toSorted((a, b) => a.start - b.start) }
}

function placesOf(text: string, letter: string): Span[] {
  const spans: Span[] = []
  for (const form of new Set([letter, letter.toLowerCase(), letter.toUpperCase()])) {
    if (Array.from(form).length === 1) for (const span of placesOfForm(text, form)) spans.push(span)
  }
  return spans.sort((a, b) => a.start - b.start)
}

function placesOfForm(text: string, form: string): Span[] {
  const spans: Span[] = []
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) spans.push({ start: at, end: at + form.length })
  return spans
}

/** Without those that a mark follows, which is an accent in a sign of its own. */
function unmarked(text: string, spans: Span[]): Span[] {
  return isAscii(text) ? spans : spans.filter(({ end }) => !/^\p{M}/u.test(text.charAt(end)))
}

/** Where the letter stands with an accent: é for e. */
function accented(text: string, letter: string): Span[] {
  const small = letter.toLowerCase()
  if (isAscii(text) || !/[a-z]/.test(small)) return []
  const forms = Array.from(new Set(text)).filter((char) => /\P{ASCII}/u.test(char) && plainLetter(char) === small)
  return forms.flatMap((form) => placesOfForm(text, form)).sort((a, b) => a.start - b.start)
}

/** The small letter without its accents. */
function plainLetter(char: string): string {
  return char.normalize('NFD').charAt(0).toLowerCase()
}
