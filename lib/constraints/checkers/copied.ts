import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { fits, isQuotable, onlyQuotation } from '#lib/constraints/frame.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { runsInCommon, type ComparedWord } from '#lib/text/common-run.ts'
import { isUnspaced } from '#lib/text/script.ts'
import { wordRuns } from '#lib/text/words.ts'

const kwargs = z.object({ source: z.string().trim().min(1).max(20_000), max: z.int().min(1) })
type Kwargs = z.infer<typeof kwargs>

const from = '(?:the |this |these )?(?:text |passage |phrase |words )?"#"'
const reads = [
  { more: 0, fit: fits([`(?:do not|don't|never) (?:copy|repeat|quote|reuse) more than (?<n>\\d+) (?:words? in a row|consecutive words?) (?:from|of) ${from}`, `(?:copy|repeat|quote|reuse) (?:at most|no more than|a maximum of) (?<n>\\d+) (?:words? in a row|consecutive words?) (?:from|of) ${from}`]) },
  { more: -1, fit: fits([`(?:do not|don't|never) (?:copy|repeat|quote|reuse) (?<n>\\d+) or more (?:words? in a row|consecutive words?) (?:from|of) ${from}`]) },
]

/** The response takes no long run of words over from a given text. */
export const copiedWords: Checker<Kwargs> = {
  id: 'pincer:copied_words',
  version: 1,
  type: 'lexical.copied',
  crab: false,
  kwargs,
  rule: 'The longest run of words that the response shares with `source`, whatever their case and the marks between them; quotations count.',
  examples: [{ source: 'The tide rises twice a day and falls again.', max: 3 }, { source: 'Rivers carve valleys over long ages.', max: 1 }],
  doubt: { when: 'the script writes no spaces between words', witness: '我们今天去公园散步。天气很好。' },
  check(response, { source, max }) {
    if (isUnspaced(response) || isUnspaced(source)) return judged('unsure', null, 'This script writes no spaces between words: they cannot be compared.', [])
    const words = comparedWords(response)
    const runs = runsInCommon(words, comparedWords(source))
    const longest = runs.reduce((most, length) => Math.max(most, length), 0)
    const ends = runs.flatMap((length, at) => (length > Math.min(max, Math.max(0, longest - 1)) && (runs[at + 1] ?? 0) <= length ? [at] : []))
    const shown = ends.map((at) => ({ start: words[at - (runs[at] ?? 1) + 1]?.start ?? 0, end: words[at]?.end ?? 0 }))
    const said = `${longest} ${longest === 1 ? 'word' : 'words'} in a row ${longest === 1 ? 'is' : 'are'} shared with the text; at most ${max} asked for.`
    return judged(longest <= max ? 'pass' : 'fail', longest, said, apart(shown))
  },
  // What is not to be copied is said by the request, not by the response.
  mine: () => [],
  wordings({ source, max }) {
    if (!isQuotable(source)) return []
    const n = max === 1 ? '1 word' : `${max} words`
    return [`Do not copy more than ${n} in a row from "${source}"`, `Never repeat more than ${n} in a row from the text "${source}"`, `Quote at most ${n} in a row from "${source}"`]
  },
  read(sentence) {
    for (const { fit, more } of reads) {
      const found = fit(sentence)
      const source = onlyQuotation(found)
      const parsed = kwargs.safeParse({ source, max: Number(found?.groups.n) + more })
      if (parsed.success) return parsed.data
    }
    return null
  },
  relate(a, b) {
    if (a.source !== b.source) return 'compatible'
    return a.max === b.max ? 'same' : a.max < b.max ? 'implies' : 'implied'
  },
}

function comparedWords(text: string): ComparedWord[] {
  return wordRuns(text).map(({ start, end }) => ({ start, end, word: text.slice(start, end).toLowerCase() }))
}

/** Runs that do not overlap, the earlier one kept. */
function apart(spans: readonly { start: number; end: number }[]): { start: number; end: number }[] {
  let last = -1
  return spans.filter(({ start, end }) => {
    if (start < last) return false
    last = end
    return true
  })
}
