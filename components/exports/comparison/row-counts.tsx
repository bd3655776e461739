import { formatNumber } from '#components/ui/format.ts'
import type { ExportComparison } from '#lib/exports/compare/contract.ts'

const names: { key: keyof ExportComparison['rows']; label: string }[] = [
  { key: 'before', label: 'Rows before' },
  { key: 'after', label: 'Rows after' },
  { key: 'same', label: 'The same' },
  { key: 'changed', label: 'Changed' },
  { key: 'added', label: 'Only after' },
  { key: 'removed', label: 'Only before' },
  { key: 'moved', label: 'In another split' },
]

/** How many rows are the same, and how many are not in which way. */
export function RowCounts({ rows }: { rows: ExportComparison['rows'] }) {
  return (
    <section aria-label="Rows compared">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-4 lg:grid-cols-7">
        {names.map(({ key, label }) => (
          <div key={key} className="bg-panel px-4 py-2 last:col-span-2 lg:last:col-span-1">
            <dt className="text-[13px] text-muted">{label}</dt>
            <dd className="text-lg font-semibold tabular-nums">{formatNumber(rows[key])}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
