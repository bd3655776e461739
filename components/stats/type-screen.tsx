'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useMemo, type ReactNode } from 'react'
import { filterOf, filterQuery, originLabels } from '#components/browse/filter.ts'
import { useBrowse } from '#components/browse/use-browse.ts'
import { TypeGains } from '#components/evaluation/type-gains.tsx'
import { BarFigure } from '#components/stats/bar-table.tsx'
import { CountedNote } from '#components/stats/counted-note.tsx'
import { CountLink } from '#components/stats/count-link.tsx'
import { IntervalChart } from '#components/stats/figures/interval-chart.tsx'
import { FigurePanel } from '#components/stats/figures/figure-panel.tsx'
import { metricFilter, reasonFilter } from '#lib/stats/rate-filters.ts'
import { reasonLabel } from '#components/stats/reason-label.ts'
import { typeReportQuery } from '#components/stats/queries.ts'
import { ScopeProvider, useRowsHref } from '#components/stats/scope.tsx'
import { formatNumber, formatPercent } from '#components/ui/format.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { ErrorNotice, PageHeader, Panel, Skeleton } from '#components/ui/panel.tsx'
import { pairFilter, type PairFilter } from '#lib/datasets/contract.ts'
import { printFilter } from '#lib/datasets/filter-language.ts'
import type { Rate, TypeReport } from '#lib/stats/contract.ts'

/** The report card of a type: all that the dataset says of it, on one page. */
export function TypeScreen({ datasetId, type }: { datasetId: string; type: string }) {
  const browse = useBrowse()
  const filter = useMemo(() => filterOf(browse.filter), [browse.filter])
  const [query, printed] = [filterQuery(filter).toString(), printFilter(filter)]
  const { data, error, refetch } = useQuery(typeReportQuery(datasetId, type, filter))
  return (
    <ScopeProvider datasetId={datasetId} filter={filter}>
      <div className="mx-auto flex max-w-5xl flex-col gap-4 px-4 py-4">
        <Link href={`/datasets/${datasetId}/statistics${query ? `?${query}` : ''}`} className="self-start text-[13px] text-muted underline-offset-3 hover:text-accent hover:underline">Statistics</Link>
        {printed === '' ? null : (
          <p className="text-[13px] text-muted">
            Only pairs that meet <code className="rounded bg-sunken px-1">{printed}</code>.{' '}
            <Link href={`/datasets/${datasetId}/types/${encodeURIComponent(type)}`} className="underline underline-offset-3 hover:text-accent">All pairs</Link>
          </p>
        )}
        <CountedNote data={data} />
        {data ? <Card datasetId={datasetId} report={data} /> : (
          <>
            <PageHeader title={type} />
            {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Skeleton className="h-72" />}
          </>
        )}
      </div>
    </ScopeProvider>
  )
}

function Card({ datasetId, report }: { datasetId: string; report: TypeReport }) {
  const { type, label, definition, examples, total, pairs, verdicts } = report
  const rowsHref = useRowsHref()
  const rows = (filter: PairFilter | null): string | undefined => rowsHref(filter && { type, ...filter })
  const all = rows({})
  const rates = rateRows(report)
  return (
    <>
      <PageHeader
        title={label}
        description={definition ?? `${type}: the vocabulary does not know this type.`}
        actions={all ? <LinkButton href={all}>Browse its pairs</LinkButton> : null}
      />
      {examples.length > 0 ? <p className="text-[13px] text-faint">For example: {examples.map((example) => `“${example}”`).join(' ')}</p> : null}
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        <Panel title="Volume and truth">
          <Facts>
            <Fact name="Constraints"><CountLink value={total} href={rows({})} of={`constraints of ${label}`} /></Fact>
            <Fact name="Pairs that carry one"><CountLink value={pairs} href={rows({})} of={`pairs with ${label}`} /></Fact>
            <Fact name="Proven"><CountLink value={verdicts.proven} href={rows({ outcome: 'pass' })} of="proven" /></Fact>
            <Fact name="Refuted"><CountLink value={verdicts.refuted} href={rows({ outcome: 'fail' })} of="refuted" /></Fact>
            <Fact name="Judged by a model"><CountLink value={verdicts.judged} href={rows({ outcome: 'judged-pass', also: 'verdict:judged-fail' })} of="judged by a model" /></Fact>
            <Fact name="Unsure, failed or not checked"><CountLink value={verdicts.undecided} href={rows({ outcome: 'unsure', also: 'verdict:error verdict:none' })} of="unsure, failed or not checked" /></Fact>
            <Fact name="Accepted or rejected by people"><CountLink value={report.decided} href={rows({ decision: 'accepted', also: 'decision:rejected' })} of="accepted or rejected by people" /></Fact>
          </Facts>
        </Panel>
        <Panel title="Worth">
          <Facts>
            <Fact name="Rarity, median">{report.bits.median === null ? 'not known' : `${report.bits.median.toFixed(1)} bits`}</Fact>
            <Fact name="Vacuous: nine of ten other responses meet it">{share(report.bits.vacuous)}</Fact>
            <Fact name="Met by models unasked">{report.sampled.natural === null ? 'not sampled' : formatPercent(report.sampled.natural)}</Fact>
            <Fact name="Met by models when asked">{report.sampled.prompted === null ? 'not sampled' : formatPercent(report.sampled.prompted)}</Fact>
            <Fact name="Words that an edit changes, median">{report.editDistance ?? 'no edits'}</Fact>
            <Fact name="Models’ time for an accepted one">{report.callsPerAccepted === null ? '–' : `${report.callsPerAccepted.seconds.toFixed(1)} s`}</Fact>
            <Fact name="Money for an accepted one">{moneyOf(report)}</Fact>
            <Fact name="Reviewers’ time for an accepted one">{report.reviewSecondsPerAccepted === null ? '–' : `${report.reviewSecondsPerAccepted.toFixed(1)} s`}</Fact>
          </Facts>
          {report.bits.looked < total ? <p className="mt-2 text-[13px] text-faint">Rarity and sampling of {formatNumber(report.bits.looked)} of them.</p> : null}
        </Panel>
      </div>
      <FigurePanel
        title="How often it is true, accepted, edited, rejected"
        heads={['Rate', 'Constraints', 'Share', 'At least', 'At most']}
        rows={rates.map(({ key, name, rate, href }) => ({ key, cells: [name, rate.count, rate.rate, rate.interval[0], rate.interval[1]], href: href ? rows(href) : undefined }))}
        empty="No program and nobody has decided one yet."
        format={(value, column) => (column >= 2 ? formatPercent(value) : formatNumber(value))}
        note="True: of what programs could decide. The others: of what people accepted or rejected. The line is Wilson’s 95 % interval."
      >
        <IntervalChart title={`Rates of ${label}`} rows={rates.map(({ key, name, rate, of, href }) => ({ key, label: name, rate: rate.rate, interval: rate.interval, of, href: href && rate.count > 0 ? rows(href) : undefined }))} />
      </FigurePanel>
      <TypeGains datasetId={datasetId} type={type} />
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        <BarFigure
          title="Why it is rejected"
          heads={['Reason', 'Constraints']}
          empty="None stands rejected."
          rows={report.reasons.map(({ reason, constraints }) => {
            const name = reasonLabel(reason)
            return { key: name, label: name, name, value: constraints, href: rows(reasonFilter(reason)), fill: 'fill-bad' }
          })}
        />
        <BarFigure
          title="Where it comes from"
          heads={['Origin', 'Constraints']}
          empty="There is none."
          rows={report.origins.map(({ origin, constraints }) => {
            const known = pairFilter.shape.origin.safeParse(origin)
            const name = known.success && known.data ? originLabels[known.data] : origin
            return { key: origin, label: name, name, value: constraints, href: known.success && known.data ? rows({ origin: known.data }) : undefined }
          })}
        />
      </div>
    </>
  )
}

function rateRows({ truth, accepted, edited, rejected, verdicts, decided }: TypeReport): { key: string; name: string; rate: Rate; of: number; href: PairFilter | null }[] {
  const all: { key: string; name: string; rate: Rate | null; of: number; href: PairFilter | null }[] = [
    { key: 'truth', name: 'True', rate: truth, of: verdicts.proven + verdicts.refuted, href: { outcome: 'pass' } },
    { key: 'accepted', name: 'Accepted as it was', rate: accepted, of: decided, href: metricFilter.accepted },
    { key: 'edited', name: 'Edited', rate: edited, of: decided, href: metricFilter.edited },
    { key: 'rejected', name: 'Rejected', rate: rejected, of: decided, href: { decision: 'rejected' } },
  ]
  return all.flatMap(({ rate, ...rest }) => (rate ? [{ ...rest, rate }] : []))
}

function share(rate: Rate | null): string {
  return rate === null ? 'not known' : `${formatPercent(rate.rate)} (${formatPercent(rate.interval[0])} to ${formatPercent(rate.interval[1])})`
}

function moneyOf({ callsPerAccepted }: TypeReport): string {
  if (callsPerAccepted === null) return '–'
  return callsPerAccepted.money === null ? 'not known' : `${callsPerAccepted.money.toPrecision(3)} ${callsPerAccepted.currency ?? ''}`.trim()
}

function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5">{children}</dl>
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="text-end tabular-nums">{children}</dd>
    </>
  )
}
