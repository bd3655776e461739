import { Table, Td, Th } from '#components/ui/table.tsx'
import type { Preview } from '#lib/pairs/detect.ts'

/** Rows among the first that are no pairs: broken ones, and sound ones without a pair in them. */
export function PreviewProblems({ errors, skipped }: Pick<Preview, 'errors' | 'skipped'>) {
  const rows = [
    ...errors.map(({ line, field, reason, raw }) => ({ line, field, reason, raw })),
    ...skipped.map(({ line, reason }) => ({ line, field: null, reason: `left out: ${reason}`, raw: '' })),
  ].sort((a, b) => a.line - b.line)
  return (
    <Table aria-label="Rows that do not become pairs" className="[&_tbody_tr:last-child_td]:border-b-0">
      <thead>
        <tr>
          <Th numeric>Line</Th>
          <Th>Field</Th>
          <Th>Reason</Th>
          <Th>Row</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            <Td numeric>{row.line}</Td>
            <Td className="font-mono text-[13px]">{row.field ?? '–'}</Td>
            <Td className="min-w-40">{row.reason}</Td>
            <Td className="max-w-md truncate font-mono text-xs text-muted" title={row.raw}>
              {row.raw}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
