import { facetNames, type FacetName } from '#lib/datasets/contract.ts'

/** Which facets are folded while nobody has said: those that are long, or asked for least. */
export const foldedAtFirst: readonly FacetName[] = ['runs', 'reviewers', 'words']

interface FacetPanel {
  open: boolean
  folded: readonly FacetName[]
}

/** The panel as the address writes it: `open` or `closed`, and behind it the facets that are folded, where they are others than at first: `open-types-runs`, `open-none`. */
export function facetPanelText({ open, folded }: FacetPanel): string {
  const named = facetNames.filter((name) => folded.includes(name))
  const asAtFirst = named.length === foldedAtFirst.length && named.every((name) => foldedAtFirst.includes(name))
  return [open ? 'open' : 'closed', ...(asAtFirst ? [] : named.length === 0 ? ['none'] : named)].join('-')
}

/** Reads it; null for what says nothing of it. */
export function parseFacetPanel(text: string): FacetPanel | null {
  const [state, ...rest] = text.split('-')
  if (state !== 'open' && state !== 'closed') return null
  return { open: state === 'open', folded: rest.length === 0 ? foldedAtFirst : facetNames.filter((name) => rest.includes(name)) }
}
