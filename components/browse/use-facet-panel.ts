'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { browserSetting } from '#components/review/browser-setting.ts'
import { facetNames, type FacetName } from '#lib/datasets/contract.ts'

const keptOpen = browserSetting('pincer-browse-facets', 'closed')
const keptFolded = browserSetting('pincer-browse-facets-folded', 'runs,reviewers,words')

/** Whether the facets are shown and which of them are folded; this browser remembers. */
export interface FacetPanelState {
  open: boolean
  folded: readonly FacetName[]
  show(open: boolean): void
  /** Folds a facet, or unfolds it. */
  fold(name: FacetName): void
}

export function useFacetPanel(): FacetPanelState {
  const open = useSyncExternalStore(keptOpen.subscribe, keptOpen.read, () => 'closed') === 'open'
  const text = useSyncExternalStore(keptFolded.subscribe, keptFolded.read, () => '')
  const folded = facetNames.filter((name) => text.split(',').includes(name))
  const show = useCallback((wanted: boolean) => keptOpen.keep(wanted ? 'open' : 'closed'), [])
  const fold = useCallback((name: FacetName) => {
    const now = keptFolded.read().split(',').filter(Boolean)
    keptFolded.keep((now.includes(name) ? now.filter((known) => known !== name) : [...now, name]).join(','))
  }, [])
  return { open, folded, show, fold }
}
