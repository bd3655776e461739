import fc from 'fast-check'
import { expect, it } from 'vitest'
import { facetPanelText, foldedAtFirst, parseFacetPanel } from './facet-panel-text.ts'
import { facetNames } from '#lib/datasets/contract.ts'

it('is read as it was written, whatever is folded', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.subarray([...facetNames]), (open, folded) => {
      const read = parseFacetPanel(facetPanelText({ open, folded }))
      expect(read?.open).toBe(open)
      expect(read?.folded.toSorted()).toEqual(folded.toSorted())
    }),
  )
})

it('says no more than it has to, and of what is no panel nothing is taken', () => {
  expect(facetPanelText({ open: true, folded: foldedAtFirst.toReversed() })).toBe('open')
  expect(facetPanelText({ open: false, folded: [] })).toBe('closed-none')
  expect(facetPanelText({ open: true, folded: ['words', 'types'] })).toBe('open-types-words')
  expect(parseFacetPanel('open-types-tail')).toEqual({ open: true, folded: ['types'] })
  for (const broken of ['', 'opened', 'types', '-open']) expect(parseFacetPanel(broken)).toBeNull()
})
