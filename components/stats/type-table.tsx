import { ListChecks } from 'lucide-react'
import Link from 'next/link'
import { filterQuery } from '#components/browse/filter.ts'
import { CountLink } from '#components/stats/count-link.tsx'
import { useMarks } from '#components/stats/figures/use-marks.ts'
import { decisionFill, outcomeFill } from '#components/stats/palette.ts'
import { useRowsHref, useScope } from '#components/stats/scope.tsx'
import { shownSegments, StackedBar, type Segment } from '#components/stats/stacked-bar.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { PairFilter } from '#lib/datasets/contract.ts'
import type { TypeStatistics } from '#lib/stats/contract.ts'

interface Cell extends Segment {
  filter: PairFilter | null
}

/** Each type with what programs and people say of its constraints. */
export function TypeTable({ types, errors }: { types: TypeStatistics[]; errors: number }) {
  const { datasetId, filter } = useScope()
  const query = filterQuery(filter).toString()
  const mark = useMarks()
  const rowsHref = useRowsHref()
  const linked = (type: TypeStatistics, cells: readonly Cell[]): Cell[] =>
    cells.map((cell) => ({ ...cell, href: cell.filter ? rowsHref({ type: type.type, ...cell.filter }) : undefined }))
  const bars = types.map((type) => ({
    type,
    all: linked(type, [{ label: 'in all', value: type.total, fill: '', filter: {} }]),
    verdicts: linked(type, verdictCells(type, errors)),
    decisions: linked(type, decisionCells(type)),
  }))
  const marked = bars.map(({ verdicts, decisions }) => [shownSegments(verdicts).length, shownSegments(decisions).length] as const)
  /** How many marks the bars of the rows above have. */
  const above = (row: number): number => marked.slice(0, row).reduce((sum, [ofVerdicts, ofDecisions]) => sum + ofVerdicts + ofDecisions, 0)
  return (
    <Table data-marks="" aria-label="Constraints by type" className="min-w-[56rem] print:[zoom:0.65] [&_td]:px-1.5 [&_th]:px-1.5 [&_tr>:first-child]:pl-4 [&_tr>:last-child]:pr-4">
      <thead>
        <tr>
          {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- an empty corner of the table, no control */}
          <Th className="!h-7 !border-b-0" colSpan={2} scope="colgroup"><span className="sr-only">Constraints</span></Th>
          <Th className="!h-7 !border-b-0 border-l" colSpan={6} scope="colgroup"><span data-drawn="">What programs say, or a judge</span></Th>
          <Th className="!h-7 !border-b-0 border-l" colSpan={5} scope="colgroup"><span data-drawn="">What people decided</span></Th>
        </tr>
        <tr>
          <Th><span data-drawn="">Type</span></Th>
          <Th numeric><span data-drawn="">All</span></Th>
          <Th className="w-24 border-l"><span className="sr-only">Verdicts as a bar</span></Th>
          <Th numeric><span data-drawn="">Proven</span></Th>
          <Th numeric><span data-drawn="">Refuted</span></Th>
          <Th numeric><span data-drawn="">Unsure</span></Th>
          <Th numeric><span data-drawn="">Judged</span></Th>
          <Th numeric><span data-drawn="">Cannot tell</span></Th>
          <Th className="w-24 border-l"><span className="sr-only">Decisions as a bar</span></Th>
          <Th numeric><span data-drawn="">Accepted</span></Th>
          <Th numeric><span data-drawn="">Rejected</span></Th>
          <Th numeric><span data-drawn="">Put off</span></Th>
          <Th numeric><span data-drawn="">Undecided</span></Th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ type, all, verdicts, decisions }, row) => {
          const from = above(row)
          return (
            <tr key={type.type} className="hover:bg-sunken">
              <th scope="row" className="border-b border-line px-3 py-1.5 text-start font-normal whitespace-nowrap" title={type.type}>
                <Link href={`/datasets/${datasetId}/types/${encodeURIComponent(type.type)}${query ? `?${query}` : ''}`} className="rounded-sm hover:text-accent hover:underline">
                  <span data-drawn="">{type.label}</span>
                </Link>
                {type.pending > 0 ? (
                  <Link href={`/datasets/${datasetId}/in-a-row?type=${encodeURIComponent(type.type)}`} aria-label={`Review ${type.label} in a row`} title="Review in a row" className="ms-1.5 inline-block align-[-2px] text-muted hover:text-accent print:hidden">
                    <ListChecks size={14} aria-hidden="true" />
                  </Link>
                ) : null}
              </th>
              <Numbers type={type} cells={all} />
              <Td className="border-l !py-1.5 !align-middle"><StackedBar title={`Verdicts on ${type.label}`} segments={verdicts} marks={{ mark, from }} /></Td>
              <Numbers type={type} cells={verdicts} />
              <Td className="border-l !py-1.5 !align-middle"><StackedBar title={`Decisions on ${type.label}`} segments={decisions} marks={{ mark, from: from + (marked[row]?.[0] ?? 0) }} /></Td>
              <Numbers type={type} cells={decisions} />
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}

function Numbers({ type, cells }: { type: TypeStatistics; cells: Cell[] }) {
  return cells.map(({ label, value, href }) => (
    <Td key={label} numeric className="!py-1.5" data-drawn="">
      <CountLink value={value} href={href} of={`${type.label}, ${label.toLowerCase()}`} />
    </Td>
  ))
}

/** The same values, for a file. */
export function typeValues(types: readonly TypeStatistics[]): { heads: string[]; rows: (string | number)[][] } {
  return {
    heads: ['Type', 'Name', 'All', 'Proven', 'Refuted', 'Unsure', 'Judged', 'Cannot tell', 'Accepted', 'Rejected', 'Put off', 'Undecided'],
    rows: types.map((type) => [type.type, type.label, type.total, ...[...verdictCells(type, 0), ...decisionCells(type)].map(({ value }) => value)]),
  }
}

function verdictCells(type: TypeStatistics, errors: number): Cell[] {
  return [
    { label: 'Proven', value: type.pass, fill: outcomeFill.pass ?? '', filter: { outcome: 'pass' } },
    { label: 'Refuted', value: type.fail, fill: outcomeFill.fail ?? '', filter: { outcome: 'fail' } },
    // Failed checks are counted with the unsure ones.
    { label: 'Unsure', value: type.unsure, fill: outcomeFill.unsure ?? '', filter: { outcome: 'unsure', ...(errors === 0 ? {} : { also: 'verdict:error' }) } },
    // What the judge holds, and what it denies.
    { label: 'Judged', value: type.judged, fill: outcomeFill['judged-pass'] ?? '', filter: { outcome: 'judged-pass', also: 'verdict:judged-fail' } },
    { label: 'Cannot tell', value: type.undecidable, fill: outcomeFill.none ?? '', filter: { outcome: 'none' } },
  ]
}

function decisionCells(type: TypeStatistics): Cell[] {
  return [
    { label: 'Accepted', value: type.accepted, fill: decisionFill.accepted ?? '', filter: { decision: 'accepted' } },
    { label: 'Rejected', value: type.rejected, fill: decisionFill.rejected ?? '', filter: { decision: 'rejected' } },
    { label: 'Put off', value: type.putOff, fill: decisionFill.flagged ?? '', filter: { decision: 'flagged', also: 'decision:skipped' } },
    { label: 'Undecided', value: type.pending, fill: decisionFill.pending ?? '', filter: { decision: 'pending' } },
  ]
}
