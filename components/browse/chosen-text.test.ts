import fc from 'fast-check'
import { expect, it } from 'vitest'
import { chosenText, mostAddressed, parseChosen } from './chosen-text.ts'
import { allSelected, nothingSelected } from './selection.ts'

it('is read as it was written, and short enough to be sent', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.uniqueArray(fc.uuid(), { maxLength: mostAddressed }), (all, ids) => {
      const text = chosenText({ all, ids: new Set(ids) })
      expect(parseChosen(text)).toEqual({ all, ids: new Set(ids) })
      expect((text ?? '').length).toBeLessThan(1000)
    }),
  )
  expect(chosenText(allSelected)).toBe('all')
  expect(parseChosen('all')).toEqual(allSelected)
})

it('names nothing where nothing is chosen, or too much, and reads no id out of anything else', () => {
  const many = new Set(Array.from({ length: mostAddressed + 1 }, (_, n) => `01890a5d-ac96-774b-bcce-${String(n).padStart(12, '0')}`))
  expect(chosenText(nothingSelected)).toBeNull()
  expect(chosenText({ all: false, ids: many })).toBeNull()
  for (const broken of [null, '', '.', 'tail', 'all of them']) expect(parseChosen(broken)).toEqual(nothingSelected)
  expect(parseChosen('all.tail')).toEqual(allSelected)
})
