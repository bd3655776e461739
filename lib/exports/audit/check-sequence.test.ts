import { expect, it } from 'vitest'
import { checkRungs } from '#lib/exports/audit/check-sequence.ts'
import type { RowFacts } from '#lib/exports/audit/row-facts.ts'

const commas = { type: 'punctuation.absent', text: 'Do not use any commas.', checker: { id: 'punctuation.absent', kwargs: { marks: ['comma'] } }, proven: true }
const lantern = { type: 'content.include', text: 'Mention the word "lantern".', checker: null, proven: false }

it('finds a constraint that stands in a turn to the letter, also where the other words of the turn are written without spaces', () => {
  const told: string[] = []
  const facts: RowFacts = {
    constraints: [commas, lantern],
    prompt: { text: `请写一个关于灯塔守护人的故事 ${commas.text} ${lantern.text} Say it in English too.`, field: 'messages.2.content' },
    response: { text: 'A lantern.', field: 'messages.3.content' },
    rungs: [{ stated: 1, prompt: `请写一个关于灯塔守护人的故事。\n${commas.text}`, response: 'Dark.' }],
  }
  checkRungs(facts, { ladder: 2, ladderAs: 'conversation' }, (kind, field, problem) => void told.push(`${kind} ${field} ${problem}`))
  expect(told.filter((line) => line.startsWith('not-stated'))).toEqual([])
  checkRungs({ ...facts, rungs: [{ stated: 1, prompt: '请写一个关于灯塔守护人的故事。', response: 'Dark.' }] }, { ladder: 2, ladderAs: 'conversation' }, (kind, field) => void told.push(`${kind} ${field}`))
  expect(told).toContain('not-stated meta.constraints.0')
})
