import { z } from 'zod'
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
  rule: 'Both its large and its small form; letters with accents are other letters.',
  examples: [{ letter: 'q', min: 3 }, { letter: 'e', max: 0 }, { letter: 'z', max: 4 }, { letter: 'a', min: 2, max: 2 }, { letter: 'x', min: 2, max: 6 }],
  doubt: null,
  check(response, { letter, min, max }) {
    const spans = placesOf(response, letter)
    const met = within(spans.length, { min, max })
    const tooMany = max !== undefined && spans.length > max
    return judged(met ? 'pass' : 'fail', spans.length, `"${letter}" occurs ${spans.length} time${spans.length === 1 ? '' : 's'}; ${boundsInWords({ min, max })} asked for.`, met ? spans : tooMany ? spans.slice(max) : [])
  },
  // How often a letter occurs says little of a text; that a common one never does, much.
  mine(response, _context, rng) {
    if ((response.match(/[a-z]/gi)?.length ?? 0) < 300) return []
    const absent = Array.from('etaoinshrdlcumwfgypbvkxjqz').filter((letter) => placesOf(response, letter).length === 0)
    return absent.length === 0 ? [] : [{ letter: rng.pick(absent), max: 0 }]
  },
  wordings: ({ letter, min, max }) => timesWordings(`the letter "${letter}"`, { min, max }),
  read(sentence) {
    const found = readTimes(sentence, 'letter', '[a-z]')
    const parsed = found ? kwargs.safeParse({ letter: found.name, ...found.bounds }) : null
    return parsed?.success ? parsed.data : null
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
