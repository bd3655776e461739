import fc from 'fast-check'
import { expect, it } from 'vitest'
import { chosenText, parseChosen } from './chosen-text.ts'
import { allSelected, mostNamed, nothingSelected } from './selection.ts'

it('is read as it was written, and short enough to be sent', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.uniqueArray(fc.uuid(), { maxLength: mostNamed }), (all, ids) => {
      const text = chosenText({ all, ids: new Set(ids) })
      expect(parseChosen(text)).toEqual({ selection: { all, ids: new Set(ids) } })
      expect((text ?? '').length).toBeLessThan(500)
    }),
  )
  expect(chosenText(allSelected)).toBe('all')
  expect(parseChosen('all')).toEqual({ selection: allSelected })
})

it('names what more pairs are kept as, and nothing until they are', () => {
  const ids = new Set(Array.from({ length: mostNamed + 1 }, (_, n) => `01890a5d-ac96-774b-bcce-${String(n).padStart(12, '0')}`))
  const keptAs = '01890a5d-ac96-774b-bcce-b302099a8057'
  for (const all of [true, false]) {
    expect(chosenText({ all, ids })).toBeNull()
    expect(parseChosen(chosenText({ all, ids }, keptAs))).toEqual({ all, keptAs })
  }
})

it('names nothing where nothing is chosen, and reads no id out of anything else', () => {
  expect(chosenText(nothingSelected)).toBeNull()
  for (const broken of [null, '', '.', 'tail', 'all of them', 'kept', 'kept.', 'kept.tail']) expect(parseChosen(broken)).toEqual({ selection: nothingSelected })
  for (const broken of ['all.tail', 'all.kept', 'all.']) expect(parseChosen(broken)).toEqual({ selection: allSelected })
})
