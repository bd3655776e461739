import { languageLabel } from '#components/browse/filter.ts'
import { BarTable } from '#components/stats/bar-table.tsx'
import { useRowsHref } from '#components/stats/scope.tsx'
import { formatDuration, formatNumber } from '#components/ui/format.ts'
import { Panel } from '#components/ui/panel.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import { rejectReasons } from '#lib/review/contract.ts'
import type { DatasetStatistics, ReviewerStatistics } from '#lib/stats/contract.ts'

const kindLabels: Readonly<Record<string, string>> = {
  accept: 'Accepted', edit: 'Edited', reject: 'Rejected', skip: 'Skipped', flag: 'Flagged', undo: 'Taken back',
}

/** Who decided what and why, and where the pairs come from. */
export function People({ statistics: { decisions, sources, languages, licenses } }: { statistics: DatasetStatistics }) {
  const rowsHref = useRowsHref()
  return (
    <>
      <div className="grid gap-4 lg:grid-cols-2">
        <Panel title="What was done">
          <BarTable
            heads={['Act', 'Decisions']}
            empty="Nobody decided anything yet."
            rows={decisions.byKind.map(({ kind, count }) => ({ key: kind, label: kindLabels[kind] ?? kind, name: kindLabels[kind] ?? kind, value: count }))}
          />
        </Panel>
        <Panel title="Why constraints were rejected">
          <BarTable
            heads={['Reason', 'Decisions']}
            empty="No rejection with a reason yet."
            rows={decisions.byReason.map(({ reason, count }) => ({ key: reason, label: reasonLabel(reason), name: reasonLabel(reason), value: count }))}
          />
        </Panel>
      </div>
      {decisions.byReviewer && (
        <Panel title="Reviewers" className={decisions.byReviewer.length > 0 ? '[&>div:last-child]:!p-0' : ''}>
          {decisions.byReviewer.length === 0 ? <p className="text-muted">Nobody decided anything yet.</p> : <Reviewers rows={decisions.byReviewer} />}
        </Panel>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-3">
        <Panel title="Sources">
          <BarTable
            heads={['Source', 'Pairs']}
            empty="No pairs."
            rows={sources.map(({ source, pairs }) => ({ key: source, label: source, name: source, value: pairs, href: rowsHref({ source }) }))}
          />
        </Panel>
        <Panel title="Languages">
          <BarTable
            heads={['Language', 'Pairs']}
            empty="No pairs."
            rows={languages.map(({ language, pairs }) => ({
              key: language ?? 'unknown',
              label: languageLabel(language),
              name: languageLabel(language),
              value: pairs,
              href: rowsHref({ language: language ?? 'unknown' }),
            }))}
          />
        </Panel>
        <Panel title="Licenses">
          <BarTable
            heads={['License', 'Pairs']}
            empty="No pairs."
            rows={licenses.map(({ license, pairs }) => ({
              key: license ?? '', label: license ?? 'Not stated', name: license ?? 'Not stated', value: pairs, href: license === null ? undefined : rowsHref({ license }),
            }))}
          />
        </Panel>
      </div>
    </>
  )
}

function Reviewers({ rows }: { rows: readonly ReviewerStatistics[] }) {
  return (
    <Table aria-label="Reviewers">
      <thead>
        <tr>
          <Th>Reviewer</Th>
          <Th numeric>Accepted</Th>
          <Th numeric>Edited</Th>
          <Th numeric>Rejected</Th>
          <Th numeric>Taken back</Th>
          <Th numeric>Time for a decision (median)</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            <th scope="row" className="border-b border-line px-3 py-1.5 text-start font-normal">
              {row.reviewer}
            </th>
            {[row.accepted, row.edited, row.rejected, row.undone].map((value, column) => (
              <Td key={column} numeric className="!py-1.5">
                {formatNumber(value)}
              </Td>
            ))}
            <Td numeric className="!py-1.5">
              {row.medianMs === null ? '–' : formatDuration(row.medianMs)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function reasonLabel(reason: string): string {
  return rejectReasons.find((known) => known.key === reason)?.label ?? reason
}
