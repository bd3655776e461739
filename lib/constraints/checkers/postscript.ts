import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { fits, onlyQuotation } from '#lib/constraints/frame.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { inkOf } from '#lib/text/phrase.ts'
import { lines } from '#lib/text/sentences.ts'

const kwargs = z.object({ postscript: z.enum(['P.S.', 'P.P.S']) })

const read = fits([
  '(?:at the end(?: of (?:your|the) (?:answer|response|reply))?,? )?(?:please )?(?:explicitly )?(?:add|include|write|give|append) a postscript (?:that starts|starting|beginning|that begins) with (?<mark>"#"|p\\.p\\.s\\.?|p\\.s\\.?)',
  '(?:add|include|write|append) a postscript (?:that starts|starting|beginning|that begins) with (?<mark>"#"|p\\.p\\.s\\.?|p\\.s\\.?) (?:at|to) the end(?: of (?:your|the) (?:answer|response|reply))?',
  '(?:end|finish|close)(?: (?:your|the) (?:answer|response|reply))? with a postscript(?: (?:that starts|starting|beginning|that begins) with (?<mark>"#"|p\\.p\\.s\\.?|p\\.s\\.?))?',
  '(?:your|the) (?:answer|response|reply) (?:must|should) end with a postscript(?: (?:that starts|starting|beginning|that begins) with (?<mark>"#"|p\\.p\\.s\\.?|p\\.s\\.?))?',
])

/** A postscript closes the response. */
export const postscript: Checker<z.infer<typeof kwargs>> = {
  id: 'pincer:postscript',
  version: 1,
  type: 'position.end',
  crab: false,
  kwargs,
  rule: 'A line in the last third that begins with the letters, with or without points, and has text.',
  examples: [{ postscript: 'P.S.' }, { postscript: 'P.P.S' }],
  doubt: { when: 'it stands further up, or within a line', witness: 'P.S. one\ntwo\nthree\nfour' },
  check(response, { postscript: mark }) {
    const { end } = inkOf(response)
    const all = lines(response, 0, end)
    const letters = mark === 'P.S.' ? /^[\s*_>#]*p\.?\s?s\b[.:]?[*_:]*\s*\S/i : /^[\s*_>#]*p\.?\s?p\.?\s?s\b[.:]?[*_:]*\s*\S/i
    const at = all.findLastIndex((line) => letters.test(response.slice(line.start, Math.min(line.end, line.start + 200))))
    const found = all[at]
    if (!found) {
      const from = Math.max(0, end - 1000)
      const within = (mark === 'P.S.' ? /(?<=[\s*_])P\.\s?S\.:?\s+\S/ : /(?<=[\s*_])P\.\s?P\.\s?S\b\.?:?\s+\S/).exec(response.slice(from, end))
      if (within) return judged('unsure', 0, 'There is one within a line.', [{ start: from + within.index, end: from + within.index + within[0].length }])
      return judged('fail', 0, `No line begins with "${mark}".`, all.slice(-1))
    }
    const late = all.length - at <= Math.max(2, all.length / 3)
    return judged(late ? 'pass' : 'unsure', 1, late ? 'There is a postscript at the end.' : 'There is a postscript, but much follows it.', [{ start: found.start, end: found.end }])
  },
  mine(response) {
    return /(?:^|\n)P\.S\.? \S[^\n]*\s*$/.test(response.slice(-400)) && response.length > 200 ? [{ postscript: 'P.S.' }] : []
  },
  wordings: ({ postscript: mark }) => [
    `At the end of your response, add a postscript starting with ${mark}`,
    `Add a postscript that starts with "${mark}" at the end.`,
    `The response must end with a postscript starting with ${mark}`,
  ],
  read(sentence) {
    const fit = read(sentence)
    if (!fit) return null
    const mark = fit.groups.mark === '"#"' ? onlyQuotation(fit)?.toLowerCase() : (fit.groups.mark ?? 'p.s')
    if (mark === 'p.s' || mark === 'p.s.' || mark === 'ps') return { postscript: 'P.S.' }
    return mark === 'p.p.s' || mark === 'p.p.s.' || mark === 'pps' ? { postscript: 'P.P.S' } : null
  },
  relate: (a, b) => (a.postscript === b.postscript ? 'same' : 'compatible'),
}
