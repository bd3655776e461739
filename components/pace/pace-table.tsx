import { perHour, seconds, secondsInterval, shareInterval, shareInWords } from '#components/pace/pace-words.ts'
import { formatNumber } from '#components/ui/format.ts'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { Pace } from '#lib/review/pace/contract.ts'

interface PaceTableProps {
  /** What a row is: "Reviewer". */
  head: string
  label: string
  rows: readonly (Pace & { name: string })[]
}

/** Pace and rates by row, each with its interval. */
export function PaceTable({ head, label, rows }: PaceTableProps) {
  return (
    <Table aria-label={label}>
      <thead>
        <tr>
          <Th>{head}</Th>
          <Th numeric>Decisions</Th>
          <Th numeric>An hour</Th>
          <Th numeric>One decision (median)</Th>
          <Th numeric>Edited</Th>
          <Th numeric>Rejected</Th>
          <Th numeric>With a pause</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row" className="border-b border-line px-3 py-2 text-start align-top font-normal">
              {row.name}
            </th>
            <Td numeric>{formatNumber(row.decisions)}</Td>
            <Td numeric>{perHour(row)}</Td>
            <Measured value={seconds(row.medianSeconds)} interval={secondsInterval(row.medianInterval)} />
            <Measured value={shareInWords(row.editRate)} interval={shareInterval(row.editRate)} />
            <Measured value={shareInWords(row.rejectRate)} interval={shareInterval(row.rejectRate)} />
            <Td numeric>{formatNumber(row.idle)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Measured({ value, interval }: { value: string; interval: string }) {
  return (
    <Td numeric>
      {value}
      <span className="block text-xs text-muted">{interval}</span>
    </Td>
  )
}
