'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { api } from '#components/api/client.ts'
import { judgeLabels, ruleLabels, saidLabels } from '#components/agreement/machine-tables.tsx'
import { rowsLink } from '#components/agreement/rows-link.ts'
import { Badge, StatusBadge } from '#components/ui/badge.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { MoreButton } from '#components/ui/more-button.tsx'
import { EmptyState, ErrorNotice, Panel, Skeleton } from '#components/ui/panel.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { vocabulary } from '#lib/constraints/vocabulary.ts'
import { rejectReasons } from '#lib/review/contract.ts'
import { sayings, type AgreementReport, type AgreementRow, type AgreementRows, type AgreementRowsQuery } from '#lib/review/people-agreement/contract.ts'

const labels = new Map(vocabulary.map(({ key, label }) => [key, label]))
const reasons = new Map<string, string>(rejectReasons.map(({ key, label }) => [key, label]))
const kinds = [
  { value: 'differ', label: 'People differ' },
  { value: 'disputed', label: 'Disputed' },
  { value: 'settled', label: 'Settled' },
  { value: 'overruled', label: 'Settled otherwise than I said' },
  { value: 'agreed', label: 'Agreed' },
  { value: 'compared', label: 'Compared' },
  { value: 'all', label: 'All decided' },
] as const

interface DisagreementsProps {
  datasetId: string
  query: AgreementRowsQuery
  report: AgreementReport
}

/** Constraints with who said what of each, and why. */
export function Disagreements({ datasetId, query, report }: DisagreementsProps) {
  const router = useRouter()
  const rows = useInfiniteQuery({
    queryKey: ['datasets', datasetId, 'agreement', 'rows', query],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams(Object.entries({ ...query, after: pageParam ?? undefined }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
      return api<AgreementRows>(`/api/v1/datasets/${datasetId}/agreement/rows?${search}`, { signal })
    },
    getNextPageParam: (page) => page.next,
  })
  const all = rows.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Panel title="Constraint by constraint">
      <div id="rows" className="mb-3 flex scroll-mt-4 flex-wrap items-center gap-2">
        <Tabs<AgreementRowsQuery['which']> value={query.which} onValueChange={(which) => router.replace(rowsLink(datasetId, { ...query, which }))} items={kinds} label="Constraints" />
        <Chosen datasetId={datasetId} query={query} report={report} />
      </div>
      {rows.error ? <ErrorNotice error={rows.error} onRetry={() => void rows.refetch()} /> : null}
      {rows.isPending ? <Skeleton className="h-40" /> : null}
      {rows.data && all.length === 0 ? <EmptyState title="None">No constraint is like that.</EmptyState> : null}
      <ul className="flex flex-col gap-3" aria-label="Constraints and what people said">
        {all.map((row) => (
          <Row key={row.constraintId} datasetId={datasetId} row={row} />
        ))}
      </ul>
      <MoreButton {...rows} />
    </Panel>
  )
}

/** What else was chosen by a number above, each with a way out. */
function Chosen({ datasetId, query, report }: DisagreementsProps) {
  const chosen = [
    { key: 'type', text: query.type === undefined ? null : (labels.get(query.type) ?? query.type) },
    { key: 'reviewer', text: query.reviewer === undefined ? null : (report.reviewers.find(({ id }) => id === query.reviewer)?.name ?? 'somebody') },
    { key: 'said', text: query.said ? saidLabels[query.said] : null },
    { key: 'rule', text: query.rule ? `Program: ${ruleLabels[query.rule]}` : null },
    { key: 'judge', text: query.judge ? `Judge: ${judgeLabels[query.judge]}` : null },
  ] as const
  return chosen.map(({ key, text }) =>
    text === null ? null : (
      <Link
        key={key}
        href={rowsLink(datasetId, { ...query, [key]: undefined })}
        scroll={false}
        aria-label={`No longer only: ${text}`}
        className="rounded border border-line px-2 py-0.5 text-xs text-muted hover:border-accent hover:text-accent"
      >
        {text} ×
      </Link>
    ),
  )
}

function Row({ datasetId, row }: { datasetId: string; row: AgreementRow }) {
  return (
    <li className="rounded-md border border-line p-3" data-testid="agreement-row">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
        <span>{labels.get(row.type) ?? row.type}</span>
        <span>Program: {ruleLabels[row.rule]}</span>
        <span>Judge: {judgeLabels[row.judge]}</span>
        <span className="ml-auto flex items-center gap-2">
          <StatusBadge status={row.status} />
          <LinkButton size="sm" href={row.status === 'disputed' ? `/datasets/${datasetId}/adjudicate?pair=${row.pairId}` : `/datasets/${datasetId}/review?pair=${row.pairId}&scope=all`}>
            {row.status === 'disputed' ? 'Settle it' : 'Open the pair'}
          </LinkButton>
        </span>
      </div>
      <p dir="auto" className="mt-1 break-words font-medium">
        {row.text}
      </p>
      <p dir="auto" className="truncate text-[13px] text-faint">
        {row.instruction}
      </p>
      <ul className="mt-2 grid gap-2 sm:grid-cols-2 lg:grid-cols-3" aria-label="Who said what">
        {row.people.map(({ reviewer, mine, said, text, reason }, index) => (
          <li key={index} className="min-w-0 rounded bg-sunken px-2 py-1.5 text-[13px]">
            <span className="flex items-center justify-between gap-2">
              <span className="truncate font-medium">{mine ? 'You' : reviewer}</span>
              <Badge tone={said === 'accepted' || said === 'edited' ? 'good' : said === 'rejected' ? 'bad' : 'warn'}>{sayingLabel(said)}</Badge>
            </span>
            {text === row.text ? null : (
              <p dir="auto" className="mt-0.5 break-words">
                {text}
              </p>
            )}
            {reason ? <p className="mt-0.5 break-words text-muted">{reasons.get(reason) ?? reason}</p> : null}
          </li>
        ))}
      </ul>
      {row.settled ? (
        <p className="mt-2 break-words text-[13px]">
          <span className="text-muted">Settled by {row.settled.by}: </span>
          {row.status === 'accepted' && row.settled.text !== row.text ? `“${row.settled.text}” ` : null}
          {row.settled.reason ? (reasons.get(row.settled.reason) ?? row.settled.reason) : 'no reason given'}
        </p>
      ) : null}
    </li>
  )
}

function sayingLabel(said: string): string {
  const known = sayings.find((saying) => saying === said)
  return known ? saidLabels[known] : said === 'skipped' ? 'Skipped' : said
}
