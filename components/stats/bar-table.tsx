import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { CountLink } from '#components/stats/count-link.tsx'
import { FigurePanel } from '#components/stats/figures/figure-panel.tsx'
import { formatCount, formatShare } from '#components/ui/format.ts'

interface BarRow {
  key: string
  label: ReactNode
  /** The label in words, for the name of the link. */
  name: string
  value: number
  href?: string | undefined
  /** Class of the bar's fill. */
  fill?: string
}

interface BarFigureProps extends BarTableProps {
  title: string
  empty: string
}

/** Such a table as a figure: its values can be taken along as CSV, its picture as PNG. */
export function BarFigure({ title, heads, rows, empty }: BarFigureProps) {
  const total = rows.reduce((sum, row) => sum + row.value, 0)
  return (
    <FigurePanel
      title={title}
      heads={heads}
      rows={total === 0 ? [] : rows.map(({ key, name, value, href }) => ({ key, cells: [name, value], href }))}
      empty={empty}
      hasValues
    >
      <BarTable heads={heads} rows={rows} />
    </FigurePanel>
  )
}

interface BarTableProps {
  /** What the rows are, and what is counted: heads of the columns, for those who do not see the table. */
  heads: [label: string, value: string]
  rows: BarRow[]
}

/** A short table with a bar beside each number: the chart and its values in one. */
function BarTable({ heads, rows }: BarTableProps) {
  const total = rows.reduce((sum, row) => sum + row.value, 0)
  const largest = Math.max(1, ...rows.map((row) => row.value))
  return (
    <div className="@container">
      <table className="w-full">
        <thead className="sr-only">
          <tr>
            <th scope="col">{heads[0]}</th>
            <th scope="col">{heads[1]}</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} data-tip={`${formatCount(row.value, heads[1].toLowerCase())}: ${row.name}, ${formatShare(row.value / total)}`}>
              <th scope="row" className="w-full max-w-0 truncate py-1 pr-3 text-start font-normal" title={row.name}>
                <span data-drawn="">{row.label}</span>
              </th>
              <td data-drawn="" className="w-px py-1 pr-3 text-end whitespace-nowrap">
                <CountLink value={row.value} href={row.href} of={`${heads[1].toLowerCase()}: ${row.name}`} />
              </td>
              <td className="py-1">
                <div className="flex w-[36cqw] items-center gap-2">
                  <svg aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none" className="h-2 min-w-0 flex-1">
                    <rect width={100} height={8} className="fill-sunken" />
                    <rect width={(row.value / largest) * 100} height={8} className={clsx(row.fill ?? 'fill-accent')} />
                  </svg>
                  <span data-drawn="" className="w-8 text-end text-xs text-faint tabular-nums">{formatShare(row.value / total)}</span>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
