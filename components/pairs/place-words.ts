import { formatNumber } from '#components/ui/format.ts'
import type { HoldingExport, HoldingPlace } from '#lib/exports/holding/contract.ts'

const asWords: Record<HoldingPlace['as'], string> = { row: '', demonstration: 'as a demonstration in ', preference: 'as a preference in ', general: 'as a general row in ' }

/** Where an export holds a pair: "train.jsonl, row 3; as a demonstration in train.jsonl, rows 5 and 9". */
export function placeWords({ places, rows }: Pick<HoldingExport, 'places' | 'rows'>): string {
  const groups = Map.groupBy(places, ({ file, as }) => `${asWords[as]}${file}`)
  const words = [...groups].map(([where, own]) => `${where}, ${own.length === 1 ? 'row' : 'rows'} ${listed(own.map(({ row }) => formatNumber(row)))}`)
  return `${words.join('; ')}${rows > places.length ? `; and ${formatNumber(rows - places.length)} more rows` : ''}`
}

function listed(items: string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`
}
