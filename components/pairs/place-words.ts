import { formatNumber } from '#components/ui/format.ts'
import type { HoldingExport, HoldingPlace } from '#lib/exports/holding/contract.ts'

/** In the order in which they are said. */
const asWords: Record<HoldingPlace['as'], string> = { row: '', preference: 'as a preference in ', general: 'as a general row in ', demonstration: 'as a demonstration in ' }
const order = Object.keys(asWords)

/** Where an export holds a pair: "train.jsonl, row 3; as a demonstration in train.jsonl, rows 5 and 9". */
export function placeWords({ places, rows }: Pick<HoldingExport, 'places' | 'rows'>): string {
  const groups = Map.groupBy(places.toSorted((a, b) => order.indexOf(a.as) - order.indexOf(b.as)), ({ file, as }) => `${asWords[as]}${file}`)
  const words = [...groups].map(([where, own]) => `${where}, ${own.length === 1 ? 'row' : 'rows'} ${listed(own.map(({ row }) => formatNumber(row)))}`)
  const all = words.join('; ')
  return `${all.startsWith('as ') ? `A${all.slice(1)}` : all}${rows > places.length ? `; and ${formatNumber(rows - places.length)} more rows` : ''}`
}

function listed(items: string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`
}
