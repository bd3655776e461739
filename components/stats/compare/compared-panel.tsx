import Link from 'next/link'
import { browseHref } from '#components/browse/filter.ts'
import { compared, type ComparedRow, type Section, type Side, type SideRow } from '#components/stats/compare/side.ts'
import { sideHref } from '#components/stats/compare/side-href.ts'
import { comparedCells, comparedHeads, differenceIntervalWords, differenceWords, intervalWords, valueWords } from '#components/stats/compare/words.ts'
import { CsvButton } from '#components/stats/figures/csv-button.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { Panel, Skeleton } from '#components/ui/panel.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'

interface ComparedPanelProps {
  title: string
  section: Section
  left: Side
  right: Side
  /** Said where neither side has a row. */
  empty?: string
  note?: string
}

/** A section of both sides, measure by measure, with the difference: the right side less the left one. */
export function ComparedPanel({ title, section, left, right, empty = 'Neither side has any.', note }: ComparedPanelProps) {
  const rows = compared(section, left, right)
  if (!rows) {
    return (
      <Panel title={title}>
        <Skeleton className="h-40" />
      </Panel>
    )
  }
  if (rows.length === 0) {
    return (
      <Panel title={title}>
        <p className="text-muted">{empty}</p>
      </Panel>
    )
  }
  const shown = rows.slice(0, section(left)?.most)
  return (
    <Panel title={title} className="[&>div:last-child]:!p-0" actions={<CsvButton title={`Compared: ${title.toLowerCase()}`} heads={comparedHeads} rows={rows.map(comparedCells)} />}>
      <Table aria-label={title}>
        <thead>
          <tr>
            <Th>Measure</Th>
            <Th numeric><SideName side={left} /></Th>
            <Th numeric><SideName side={right} /></Th>
            <Th numeric>Difference</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => <Row key={row.key} {...{ row, left, right }} />)}
        </tbody>
      </Table>
      {shown.length < rows.length ? <p className="px-4 py-2 text-[13px] text-faint">{formatNumber(rows.length - shown.length)} more are in the CSV file.</p> : null}
      {note ? <p className="px-4 py-2 text-[13px] text-faint">{note}</p> : null}
    </Panel>
  )
}

function Row({ row, left, right }: { row: ComparedRow; left: Side; right: Side }) {
  return (
    <tr>
      <th scope="row" className="w-full border-b border-line px-3 py-1.5 text-start font-normal">{row.label}</th>
      <Value side={left} row={row.left} />
      <Value side={right} row={row.right} />
      <Td numeric className="!py-1.5 whitespace-nowrap text-muted">
        {differenceWords(row.difference, row.kind)}
        <Interval>{differenceIntervalWords(row)}</Interval>
      </Td>
    </tr>
  )
}

function Value({ side, row }: { side: Side; row: SideRow }) {
  const [href, words] = [sideHref(side, row), valueWords(row.value, row.kind)]
  return (
    <Td numeric className="!py-1.5 whitespace-nowrap">
      {href ? (
        <Link href={href} aria-label={`${words} ${row.label}, ${side.name}`} className="rounded-sm tabular-nums underline decoration-line underline-offset-3 hover:text-accent hover:decoration-accent">
          {words}
        </Link>
      ) : (
        <span className={row.value === 0 ? 'text-faint' : ''}>{words}</span>
      )}
      <Interval>{intervalWords(row)}</Interval>
    </Td>
  )
}

function Interval({ children }: { children: string }) {
  return children === '' ? null : <span className="block text-xs text-faint">{children}</span>
}

function SideName({ side }: { side: Side }) {
  return (
    <Link href={browseHref(side.datasetId, side.filter)} title={side.name} className="inline-block max-w-32 py-1 align-bottom wrap-break-word whitespace-normal underline decoration-line underline-offset-3 hover:text-accent">
      {side.name}
    </Link>
  )
}
