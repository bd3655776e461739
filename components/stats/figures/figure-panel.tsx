'use client'

import { Image as ImageIcon } from 'lucide-react'
import { parseAsArrayOf, parseAsString, useQueryState } from 'nuqs'
import { useRef, type ReactNode } from 'react'
import { CountLink } from '#components/stats/count-link.tsx'
import type { Cell } from '#components/stats/figures/csv.ts'
import { CsvButton, fileName } from '#components/stats/figures/csv-button.tsx'
import { downloadPng } from '#components/stats/figures/download.ts'
import { Tip, useTip } from '#components/stats/figures/tip.tsx'
import { useScope } from '#components/stats/scope.tsx'
import { announce } from '#components/shell/announcer.tsx'
import { IconButton } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { printFilter } from '#lib/datasets/filter-language.ts'

/** A row of a figure's table: its first cell is its name. `href` leads to the rows that the number in `linked` counts. */
export interface FigureRow {
  key: string
  cells: readonly Cell[]
  href?: string | undefined
  /** The same for the numbers of other columns, by their places. */
  hrefs?: Readonly<Record<number, string | undefined>>
}

interface FigurePanelProps {
  title: string
  /** The heads of the table with the same values. */
  heads: readonly string[]
  rows: readonly FigureRow[]
  /** The column whose number leads to rows; the second where nothing is said. */
  linked?: number
  /** Said instead where there are no rows. */
  empty: string
  /** How it was counted, in a sentence. */
  note?: ReactNode
  /** Writes numbers of a column; whole numbers with commas where nothing is said. */
  format?: (value: number, column: number) => string
  /** Whether the chart is a table with all values itself: then there is no other. */
  hasValues?: boolean
  className?: string
  children: ReactNode
}

const views = [{ value: 'chart', label: 'Chart' }, { value: 'table', label: 'Table' }] as const

/** A chart with its values as a table one click away, and both to take along: the values as CSV, the picture as PNG. */
export function FigurePanel({ title, heads, rows, linked = 1, empty, note, format, hasValues = false, className = '', children }: FigurePanelProps) {
  const name = fileName(title)
  // The figures that are shown as tables stand in the address.
  const [tables, setTables] = useQueryState('tables', parseAsArrayOf(parseAsString).withDefault([]))
  const view = !hasValues && tables.includes(name) ? 'table' : 'chart'
  const setView = (next: 'chart' | 'table'): void => void setTables((shown) => [...shown.filter((other) => other !== name), ...(next === 'table' ? [name] : [])])
  const frame = useRef<HTMLDivElement>(null)
  const noted = useRef<HTMLParagraphElement>(null)
  const { filter } = useScope()
  const { tip, handlers } = useTip(frame)
  if (rows.length === 0) {
    return (
      <Panel title={title} className={className}>
        <p className="text-muted">{empty}</p>
      </Panel>
    )
  }
  const takePicture = (): void => {
    const words = { title, filter: printFilter(filter), note: noted.current?.textContent ?? '' }
    if (frame.current?.querySelector('svg')) downloadPng(`${name}.png`, frame.current, words).catch(() => announce('The picture could not be made.'))
  }
  const actions = (
    <div className="flex items-center gap-1 print:hidden">
      <CsvButton {...{ title, heads }} rows={rows.map(({ cells }) => cells)} />
      {view === 'chart' ? (
        <IconButton label={`${title}: download as PNG`} onClick={takePicture}>
          <ImageIcon size={14} aria-hidden="true" />
        </IconButton>
      ) : null}
      {hasValues ? null : <Tabs label={`Show ${title.toLowerCase()} as`} value={view} onValueChange={setView} items={views} />}
    </div>
  )
  return (
    <Panel title={title} className={className} actions={actions}>
      {view === 'chart' ? (
        <div ref={frame} className="relative" {...handlers}>
          {children}
          <Tip tip={tip} />
        </div>
      ) : (
        <FigureTable {...{ title, heads, rows, linked }} {...(format ? { format } : {})} />
      )}
      {note ? <p ref={noted} className="mt-2 text-[13px] text-faint">{note}</p> : null}
    </Panel>
  )
}

type TableProps = Pick<FigurePanelProps, 'title' | 'heads' | 'rows' | 'format'> & { linked: number }

function FigureTable({ title, heads, rows, linked, format }: TableProps) {
  const numeric = heads.map((_, column) => rows.some(({ cells }) => typeof cells[column] === 'number'))
  return (
    <div tabIndex={0} role="region" aria-label={`Values: ${title.toLowerCase()}`} className="max-h-80 overflow-y-auto focus-visible:-outline-offset-2 print:max-h-none">
      <Table aria-label={title}>
        <thead>
          <tr>
            {heads.map((head, column) => (
              <Th key={head} numeric={numeric[column] ?? false}>{head}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, href, hrefs }) => (
            <tr key={key}>
              {cells.map((cell, column) => (
                <Td key={heads[column]} numeric={numeric[column] ?? false} className="!py-1">
                  {typeof cell !== 'number' ? (
                    (cell ?? '–')
                  ) : (column === linked && href) || hrefs?.[column] ? (
                    <CountLink value={cell} href={column === linked ? href : hrefs?.[column]} of={`${(heads[column] ?? '').toLowerCase()}: ${cells[0] ?? ''}`} />
                  ) : format ? (
                    format(cell, column)
                  ) : (
                    <CountLink value={cell} of="" />
                  )}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}
