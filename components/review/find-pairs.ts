import { api } from '#components/api/client.ts'
import type { PaletteItem } from '#components/palette/palette-items.ts'
import type { PairPage } from '#lib/datasets/contract.ts'

const mostShown = 20

interface Places {
  onPair: (pairId: string) => void
  /** To an address that shows all of them. */
  onAll: (href: string) => void
}

/** The first pairs of a dataset that have constraints and these words, as places to go to; where there are more, the list of all behind them. Throws ApiError. */
export async function findPairs(datasetId: string, words: string, { onPair, onAll }: Places, signal: AbortSignal): Promise<PaletteItem[]> {
  const filter = { q: words.slice(0, 200), reached: 'constraints' }
  const query = new URLSearchParams({ ...filter, limit: String(mostShown + 1), count: 'no' })
  const { rows } = await api<PairPage>(`/api/v1/datasets/${datasetId}/pairs?${query}`, { signal })
  const more = rows.length > mostShown
  const group = more ? `Pairs, the first ${mostShown}` : 'Pairs'
  const found = rows.slice(0, mostShown).map(({ id, instruction }): PaletteItem => ({ id, group, label: instruction, run: () => onPair(id) }))
  if (!more) return found
  return [...found, { id: 'all', group: 'There are more', label: 'All pairs with these words, in Browse', run: () => onAll(`/datasets/${datasetId}/browse?${new URLSearchParams(filter)}`) }]
}
