import { api } from '#components/api/client.ts'
import type { PaletteItem } from '#components/palette/palette-items.ts'
import type { PairPage } from '#lib/datasets/contract.ts'

/** The first pairs of a dataset with these words, as places to go to. Throws ApiError. */
export async function findPairs(datasetId: string, words: string, onGoTo: (pairId: string) => void, signal: AbortSignal): Promise<PaletteItem[]> {
  const query = new URLSearchParams({ q: words.slice(0, 200), limit: '20' })
  const { rows } = await api<PairPage>(`/api/v1/datasets/${datasetId}/pairs?${query}`, { signal })
  return rows
    .filter(({ constraintCount }) => constraintCount > 0)
    .map(({ id, instruction }) => ({ id, group: 'Pairs', label: instruction, run: () => onGoTo(id) }))
}
