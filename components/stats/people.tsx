import { BarFigure } from '#components/stats/bar-table.tsx'
import { CountLink } from '#components/stats/count-link.tsx'
import { CsvButton } from '#components/stats/figures/csv-button.tsx'
import { rejectionFilter } from '#lib/stats/rate-filters.ts'
import { reasonLabel } from '#components/stats/reason-label.ts'
import { useRowsHref } from '#components/stats/scope.tsx'
import { formatDuration } from '#components/ui/format.ts'
import { Panel } from '#components/ui/panel.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import { pairFilter } from '#lib/datasets/contract.ts'
import type { DatasetStatistics, ReviewerStatistics } from '#lib/stats/contract.ts'
import { languageLabel } from '#lib/text/language-label.ts'

const act = pairFilter.shape.act.unwrap()
/** How statistics call those who are no member any more: nobody can be asked for by that. */
export const formerMember = 'former member'

const kindLabels: Readonly<Record<string, string>> = {
  accept: 'Accepted', edit: 'Edited', reject: 'Rejected', skip: 'Skipped', flag: 'Flagged', undo: 'Taken back',
}

/** Who decided what and why, and where the pairs come from. */
export function People({ statistics: { decisions, sources, languages, licenses } }: { statistics: DatasetStatistics }) {
  const rowsHref = useRowsHref()
  const hrefOfAct = (kind: string): string | undefined => {
    const { data } = act.safeParse(kind)
    return data && rowsHref({ act: data })
  }
  return (
    <>
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <BarFigure
          title="What was done"
          heads={['Act', 'Decisions']}
          empty="Nobody decided anything yet."
          rows={decisions.byKind.map(({ kind, count }) => ({ key: kind, label: kindLabels[kind] ?? kind, name: kindLabels[kind] ?? kind, value: count, href: hrefOfAct(kind) }))}
        />
        <BarFigure
          title="Why constraints were rejected"
          heads={['Reason', 'Decisions']}
          empty="No rejection with a reason yet."
          rows={decisions.byReason.map(({ reason, count }) => ({ key: reason, label: reasonLabel(reason), name: reasonLabel(reason), value: count, href: rowsHref(rejectionFilter(reason)) }))}
        />
      </div>
      {decisions.byReviewer && (
        <Panel title="Reviewers" className={decisions.byReviewer.length > 0 ? '[&>div:last-child]:!p-0' : ''} actions={decisions.byReviewer.length > 0 ? <CsvButton title="Reviewers" {...reviewerValues(decisions.byReviewer)} /> : null}>
          {decisions.byReviewer.length === 0 ? <p className="text-muted">Nobody decided anything yet.</p> : <Reviewers rows={decisions.byReviewer} />}
        </Panel>
      )}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-3">
        <BarFigure
          title="Sources"
          heads={['Source', 'Pairs']}
          empty="No pairs."
          rows={sources.map(({ source, pairs }) => ({ key: source, label: source, name: source, value: pairs, href: rowsHref({ source }) }))}
        />
        <BarFigure
          title="Languages"
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
        <BarFigure
          title="Licences"
          heads={['Licence', 'Pairs']}
          empty="No pairs."
          rows={licenses.map(({ license, pairs }) => ({
            key: license ?? '', label: license ?? 'Not stated', name: license ?? 'Not stated', value: pairs, href: rowsHref({ license: license ?? 'none' }),
          }))}
        />
      </div>
    </>
  )
}

function Reviewers({ rows }: { rows: readonly ReviewerStatistics[] }) {
  const rowsHref = useRowsHref()
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
            {([['accept', row.accepted], ['edit', row.edited], ['reject', row.rejected], ['undo', row.undone]] as const).map(([kind, value]) => (
              <Td key={kind} numeric className="!py-1.5">
                <CountLink value={value} href={row.reviewer === formerMember ? undefined : rowsHref({ act: kind, by: row.reviewer })} of={`${(kindLabels[kind] ?? kind).toLowerCase()} by ${row.reviewer}`} />
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

function reviewerValues(rows: readonly ReviewerStatistics[]): { heads: string[]; rows: (string | number | null)[][] } {
  return {
    heads: ['Reviewer', 'Accepted', 'Edited', 'Rejected', 'Taken back', 'Milliseconds for a decision (median)'],
    rows: rows.map(({ reviewer, accepted, edited, rejected, undone, medianMs }) => [reviewer, accepted, edited, rejected, undone, medianMs]),
  }
}
