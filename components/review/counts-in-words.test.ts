import { expect, test } from 'vitest'
import { countsInWords, unitMarks } from '#components/review/counts-in-words.ts'

const said = (counts: [who: string, count: number | null, holds: boolean | null][], perPart = false) =>
  countsInWords({ perPart, counts: counts.map(([who, count, holds]) => ({ who, count, holds })) }).join(' ')

test('says what each rule counts, once where they agree', () => {
  expect(said([['Pincer', 212, true], ['IFEval', 214, true]])).toBe('Pincer counts 212; IFEval counts 214.')
  expect(said([['Pincer', 3, true], ['IFEval', 3, true]])).toBe('Pincer and IFEval count 3.')
  expect(said([['Pincer', 3, true]])).toBe('Pincer counts 3.')
  expect(said([['Pincer', 12, true]], true)).toBe('Pincer counts up to 12.')
})

test('says where they decide differently', () => {
  expect(said([['Pincer', 118, true], ['IFEval', 121, false]])).toBe('Pincer counts 118; IFEval counts 121. It holds for Pincer, but not for IFEval.')
  expect(said([['Pincer, the coarse reading', 2, true], ['Pincer, the fine reading', 3, false]])).toBe(
    'Pincer, the coarse reading, counts 2; Pincer, the fine reading, counts 3. It holds for the coarse reading, but not for the fine reading.',
  )
})

test('says what a rule finds that counts nothing', () => {
  expect(said([['IFEval', null, true]])).toBe('IFEval finds that it holds.')
  expect(said([['Pincer', 2, null], ['IFEval', null, false]])).toBe('Pincer counts 2. IFEval finds that it does not hold.')
})

test('numbers every unit of few, and some of many; parts always have their measure', () => {
  const units = (n: number) => Array.from({ length: n }, (_, index) => ({ start: index, end: index + 1, label: String(index + 1) }))
  const counted = { one: 'word', many: 'words', total: 0, counts: [] }
  const labels = (n: number, perPart = false) => unitMarks({ ...counted, perPart, units: units(n) }).flatMap(({ label }) => label ?? [])
  expect(labels(5)).toEqual(['1', '2', '3', '4', '5'])
  expect(labels(45)).toEqual(['1', '10', '20', '30', '40', '45'])
  expect(labels(45, true)).toHaveLength(45)
})
