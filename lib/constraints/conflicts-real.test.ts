import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'
import { relate, type Demand } from '#lib/constraints/conflicts.ts'
import { checkers, findChecker } from '#lib/constraints/registry.ts'
import { readPairs } from '#lib/pairs/read.ts'
import { seededRng } from '#lib/random.ts'

/**
 * Whatever is said of two kinds must hold of every response. Each response is held against a pool of demands of all kinds, with bounds that
 * many responses just meet or just miss, and against those that are mined from it, which it meets by design.
 */
const folder = process.env.PINCER_REFERENCE_DATA
const numbers = [1, 2, 3, 5, 8, 20, 60]
const own: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  'pincer:keywords': [{ keywords: ['the'] }, { keywords: ['and', 'is'] }, { keywords: ['in the'] }],
  'pincer:forbidden_words': [{ words: ['the'] }, { words: ['in the', 'very'] }, { words: ['and'] }],
  'pincer:keyword_count': [{ keyword: 'the', min: 1 }, { keyword: 'the', min: 4 }, { keyword: 'in the', min: 1 }, { keyword: 'and', max: 2 }],
  'pincer:letter_count': [{ letter: 'e', max: 0 }, { letter: 't', min: 30 }, { letter: 'e', max: 60 }],
  'pincer:character_count': [{ max: 20 }, { max: 100 }, { min: 1000 }, { max: 20, spaces: 'ignored' }, { min: 50, spaces: 'counted' }],
  'pincer:starts_with': [{ phrase: 'The' }, { phrase: '1.' }],
  'pincer:first_word': [{ word: 'The' }],
  'pincer:list_marker': [{ marker: '-' }, { marker: '1.' }],
}
const pool: Demand[] = checkers.flatMap(({ id, examples, parse }) =>
  [...examples, ...(own[id] ?? []), ...numbers.flatMap((n) => [{ min: n }, { max: n }]), { max: 0 }].filter((kwargs) => parse(kwargs).ok).map((kwargs) => ({ id, kwargs })),
)
/** Of each demand of the pool, those that stand to it in some way. */
const related = pool.map((a) => pool.flatMap((b, index) => (relate(a, b) === 'compatible' ? [] : [{ index, relation: relate(a, b) }])))

function outcomes(demands: readonly Demand[], response: string): string[] {
  return demands.map(({ id, kwargs }) => findChecker(id)?.check(response, kwargs).outcome ?? 'error')
}

/** What of the two is wrong of this response; null when nothing is. */
function wrong(a: Demand, b: Demand, relation: string, ofA: string | undefined, ofB: string | undefined): string | null {
  const broken =
    (relation === 'conflict' && ofA === 'pass' && ofB === 'pass') ||
    ((relation === 'implies' || relation === 'same') && ofA === 'pass' && ofB === 'fail') ||
    ((relation === 'implied' || relation === 'same') && ofB === 'pass' && ofA === 'fail')
  return broken ? `${relation}: ${JSON.stringify([a, b])} are ${ofA} and ${ofB}` : null
}

function wrongOf(response: string): string[] {
  const found: string[] = []
  const ofPool = outcomes(pool, response)
  for (const [i, a] of pool.entries()) {
    if (ofPool[i] !== 'pass') continue
    for (const { index, relation } of related[i] ?? []) {
      const b = pool[index]
      if (b) found.push(wrong(a, b, relation, ofPool[i], ofPool[index]) ?? '')
    }
  }
  const mined = checkers.flatMap(({ id, mine }) => mine(response, { instruction: '' }, seededRng(1, response)).map(({ kwargs }) => ({ id, kwargs })))
  const ofMined = outcomes(mined, response)
  for (const [i, a] of mined.entries()) {
    for (const [j, b] of mined.entries()) if (i < j) found.push(wrong(a, b, relate(a, b), ofMined[i], ofMined[j]) ?? '')
    for (const [j, b] of pool.entries()) if (j % 20 === (i + response.length) % 20) found.push(wrong(a, b, relate(a, b), ofMined[i], ofPool[j]) ?? '')
  }
  return found.filter((text) => text !== '')
}

const sample: string[] = []
for await (const item of readPairs(join(projectRoot, 'prisma', 'sample', 'pairs.jsonl'), { format: 'messages' })) {
  if (item.kind === 'pair') sample.push(item.record.response)
}

test('relations hold of the sample of real responses', () => {
  for (const response of sample.slice(0, 40)) expect(wrongOf(response)).toEqual([])
})

const piece = fc.oneof(
  fc.constantFrom(
    '# One', '## TWO', '**bold**', '- one', '- Two, three', '* x', '1. first', '2) b', '  - inner', 'a) z', '| a | b |\n|---|---|\n| 1 | 2 |', '> said', '```js\nlet a = 1;\n```', '{"a": "why?"}', '["b", 2]',
    '"quoted"', '(all)', '[gap]', 'https://example.org', 'The end.', 'Is it?', 'Yes!', 'NASA I', 'the river in the sea;', 'Ποιος είναι;', '今天。', '我们？', 'Ⅷ', 'ß', '2024-01-02', '$5', '5%', 'é, ñ: ü', "don't", '“Is it?”', '😀', '1️⃣', '<<Title>>', 'P.S. more', '***', '---',
    'you and me and I', 'a-b-c', '_the_', 'Dr. J. Smith', '\u0301', '𝐛𝐨𝐥𝐝', '``', '~~~',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
)
/** Where a script without spaces stands between words of another one, sentences can be more than runs of non-space: left out, as `quantities.ts` says. */
const spaced = (text: string): string => text.replace(/([。！？।؟۔])(?=\S)/gu, '$1 ')
const written = fc.array(fc.tuple(piece, fc.constantFrom(' ', '\n', '\n\n', '')), { maxLength: 8 }).map((parts) => spaced(parts.map(([text, gap]) => text + gap).join('')))
const cased = fc.tuple(written, fc.constantFrom('as is', 'lower', 'upper', 'json', 'fence')).map(([text, how]) =>
  how === 'lower' ? text.toLowerCase() : how === 'upper' ? text.toUpperCase() : how === 'json' ? JSON.stringify({ a: text, b: [text] }, null, 1) : how === 'fence' ? `\`\`\`\n${text}\n\`\`\`` : text,
)

test('relations hold of generated responses', () => {
  fc.assert(
    fc.property(cased, (response) => {
      expect(wrongOf(response)).toEqual([])
    }),
    { numRuns: 200 },
  )
}, 600_000)

if (!folder) console.info('Relations between constraints are not held against real data: PINCER_REFERENCE_DATA is not set.')

test.skipIf(!folder)('relations hold of thousands of real responses', () => {
  const rows = gunzipSync(readFileSync(join(folder ?? '', 'alpaca-52k.jsonl.gz'))).toString('utf8').split('\n').filter((row) => row !== '')
  const step = Math.floor(rows.length / 1200)
  for (let at = 0; at < rows.length; at += step) {
    const { output }: { output: string } = JSON.parse(rows[at] ?? '{"output":""}')
    expect(wrongOf(output)).toEqual([])
  }
}, 900_000)
