'use client'

import { useCallback } from 'react'
import { facetPanelText, foldedAtFirst, parseFacetPanel } from '#components/browse/facet-panel-text.ts'
import { useShownSetting } from '#components/browse/use-shown-setting.ts'
import { browserSetting } from '#components/review/browser-setting.ts'
import type { FacetName } from '#lib/datasets/contract.ts'

const keptPanel = browserSetting('pincer-browse-facet-panel', '')

/** Whether the facets are shown and which of them are folded; the address says it, and this browser remembers. */
export interface FacetPanelState {
  open: boolean
  folded: readonly FacetName[]
  show(open: boolean): void
  /** Folds a facet, or unfolds it. */
  fold(name: FacetName): void
}

export function useFacetPanel(): FacetPanelState {
  const [text, change] = useShownSetting('facets', keptPanel)
  const { open, folded } = parseFacetPanel(text) ?? { open: false, folded: foldedAtFirst }
  const show = useCallback((wanted: boolean) => change(facetPanelText({ open: wanted, folded })), [change, folded])
  const fold = useCallback((name: FacetName) => change(facetPanelText({ open, folded: folded.includes(name) ? folded.filter((known) => known !== name) : [...folded, name] })), [change, open, folded])
  return { open, folded, show, fold }
}
