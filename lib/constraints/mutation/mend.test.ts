import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'
import { backTranslate, checkConstraint } from '#lib/constraints/index.ts'
import { applyEdits } from '#lib/constraints/mutation/edit.ts'
import { mendings } from '#lib/constraints/mutation/mend.ts'
import { readPairs } from '#lib/pairs/read.ts'
import { seededRng } from '#lib/random.ts'

const pairs: { instruction: string; response: string }[] = []
for await (const item of readPairs(join(projectRoot, 'prisma', 'sample', 'pairs.jsonl'), { format: 'messages' })) {
  if (item.kind === 'pair') pairs.push(item.record)
}

it('meets what the response fails, keeps what was read off it, and differs by its edits alone', () => {
  let mended = 0
  for (const [seed, pair] of pairs.entries()) {
    const held = backTranslate(pair, seededRng(seed)).map(({ checker }) => checker)
    for (const { checker, response, edits, text } of mendings({ ...pair, language: null }, held, seededRng(seed))) {
      mended++
      expect(checkConstraint(checker, pair.response).outcome, text).toBe('fail')
      expect(checkConstraint(checker, response).outcome, text).toBe('pass')
      for (const other of held) expect(checkConstraint(other, response).outcome).toBe('pass')
      expect(response).toBe(applyEdits(pair.response, edits))
    }
  }
  expect(mended).toBeGreaterThan(pairs.length / 4)
})

const mend = (response: string, held: { id: string; kwargs: Record<string, unknown> }[] = []) => mendings({ instruction: 'Write a few words about the bay, please.', response, language: 'en' }, held, seededRng(1))
const by = (response: string, id: string): string | undefined => mend(response).find(({ checker }) => checker.id === id)?.response

it.each([
  ['pincer:contraction_count', "I'm sure we can't go. They've left, and it's late.", 'I am sure we cannot go. They have left, and it is late.'],
  ['pincer:contraction_count', 'DON\u2019T go there. Stay.', 'DO NOT go there. Stay.'],
  ['pincer:punctuation_absent', 'Come in! Is it you?! Sit down.', 'Come in. Is it you? Sit down.'],
  ['pincer:bold_count', 'A **calm bay** and **boats**.', 'A calm bay and boats.'],
  ['pincer:contraction_count', "It's a bay, and that's why we came. Here's the map.", 'It is a bay, and that is why we came. Here is the map.'],
  ['pincer:punctuation_absent', 'The bay is calm; the wind sleeps.', 'The bay is calm. The wind sleeps.'],
  ['pincer:non_ascii_count', 'The bay\u2019s boats \u2013 three of them \u2013 are out\u2026', "The bay's boats - three of them - are out..."],
  ['pincer:list_marker', 'Take these:\n- a coat\n- a map', 'Take these:\n* a coat\n* a map'],
  ['pincer:bold_count', 'Take these:\n- Coat: for the wind\n- Old map: for the way', 'Take these:\n- **Coat**: for the wind\n- **Old map**: for the way'],
  ['pincer:divided', 'The bay is calm.\n\nThe wind sleeps.', 'The bay is calm.\n\n***\n\nThe wind sleeps.'],
])('%s: %s', (id, response, mended) => {
  expect(by(response, id)).toBe(mended)
})

it.each([
  ["Don't you know it? Here it is.", 'pincer:contraction_count'],
  ["It's been a long day. It ends.", 'pincer:contraction_count'],
  ["It's always been so, and she's never seen it.", 'pincer:contraction_count'],
  ["It's come a long way.", 'pincer:contraction_count'],
  ["That ain't bad at all.", 'pincer:contraction_count'],
  ["He's not finished with it.", 'pincer:contraction_count'],
  ['We have: red; green; blue.', 'pincer:punctuation_absent'],
  ['**Area**: the sum of r**2 and x**2 + y**2.', 'pincer:bold_count'],
  ['Use a != b to compare! Then go on.', 'pincer:punctuation_absent'],
  ['Naïve words stay naïve – always.', 'pincer:non_ascii_count'],
])('%s is not mended for %s: its words would be wrong', (response, id) => {
  expect(by(response, id)).toBeUndefined()
})

it('gives no mend that breaks or follows from what is held, none to code, and one at most of those that fit anything', () => {
  expect(mend('Come in!', [{ id: 'pincer:ends_with', kwargs: { phrase: 'in!' } }]).map(({ checker }) => checker.id)).not.toContain('pincer:punctuation_absent')
  expect(mend('Run `a!` now! It works.')).toEqual([])
  expect(mend('A calm bay with boats.').length).toBe(1)
})

it.each(['!', '! ', '?!', 'a\u00e9', '\u{1f468}\u200d', ';', '**', "a'", '\n', '- '])('comes to an end on a response that is nothing but %j', (sign) => {
  expect(mend(`So${sign.repeat(Math.floor(19_000 / sign.length))}x`).length).toBeLessThan(20)
})
