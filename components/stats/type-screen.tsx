'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { browseHref, originLabels } from '#components/browse/filter.ts'
import { BarTable } from '#components/stats/bar-table.tsx'
import { CountedNote } from '#components/stats/counted-note.tsx'
import { CountLink } from '#components/stats/count-link.tsx'
import { IntervalChart } from '#components/stats/figures/interval-chart.tsx'
import { FigurePanel } from '#components/stats/figures/figure-panel.tsx'
import { typeReportQuery } from '#components/stats/queries.ts'
import { formatNumber, formatPercent } from '#components/ui/format.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { ErrorNotice, PageHeader, Panel, Skeleton } from '#components/ui/panel.tsx'
import { rejectReasons } from '#lib/review/contract.ts'
import { pairFilter } from '#lib/datasets/contract.ts'
import type { Rate, TypeReport } from '#lib/stats/contract.ts'

/** The report card of a type: all that the dataset says of it, on one page. */
export function TypeScreen({ datasetId, type }: { datasetId: string; type: string }) {
  const { data, error, refetch } = useQuery(typeReportQuery(datasetId, type))
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-4 px-4 py-4">
      <Link href={`/datasets/${datasetId}/statistics`} className="self-start text-[13px] text-muted underline-offset-3 hover:text-accent hover:underline">Statistics</Link>
      <CountedNote data={data} />
      {data ? <Card datasetId={datasetId} report={data} /> : (
        <>
          <PageHeader title={type} />
          {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Skeleton className="h-72" />}
        </>
      )}
    </div>
  )
}

function Card({ datasetId, report }: { datasetId: string; report: TypeReport }) {
  const { type, label, definition, examples, total, pairs, verdicts } = report
  const rows = (filter: object): string => browseHref(datasetId, { type, ...filter })
  const rates = rateRows(report)
  return (
    <>
      <PageHeader
        title={label}
        description={definition ?? `${type}: the vocabulary does not know this type.`}
        actions={<LinkButton href={rows({})}>Browse its pairs</LinkButton>}
      />
      {examples.length > 0 ? <p className="text-[13px] text-faint">For example: {examples.map((example) => `“${example}”`).join(' ')}</p> : null}
      <div className="grid gap-4 md:grid-cols-2">
        <Panel title="Volume and truth">
          <Facts>
            <Fact name="Constraints">{formatNumber(total)}</Fact>
            <Fact name="Pairs that carry one"><CountLink value={pairs} href={rows({})} of={`pairs with ${label}`} /></Fact>
            <Fact name="Proven"><CountLink value={verdicts.proven} href={rows({ outcome: 'pass' })} of="proven" /></Fact>
            <Fact name="Refuted"><CountLink value={verdicts.refuted} href={rows({ outcome: 'fail' })} of="refuted" /></Fact>
            <Fact name="Judged by a model">{formatNumber(verdicts.judged)}</Fact>
            <Fact name="Unsure, failed or not checked">{formatNumber(verdicts.undecided)}</Fact>
            <Fact name="Accepted or rejected by people">{formatNumber(report.decided)}</Fact>
          </Facts>
        </Panel>
        <Panel title="Worth">
          <Facts>
            <Fact name="Rarity, median">{report.bits.median === null ? 'not known' : `${report.bits.median.toFixed(1)} bits`}</Fact>
            <Fact name="Met by nine of ten other responses">{share(report.bits.vacuous)}</Fact>
            <Fact name="Met by models unasked">{report.sampled.natural === null ? 'not sampled' : formatPercent(report.sampled.natural)}</Fact>
            <Fact name="Met by models when asked">{report.sampled.prompted === null ? 'not sampled' : formatPercent(report.sampled.prompted)}</Fact>
            <Fact name="Words that an edit changes, median">{report.editDistance ?? 'no edits'}</Fact>
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
        <IntervalChart title={`Rates of ${label}`} rows={rates.map(({ key, name, rate, of }) => ({ key, label: name, rate: rate.rate, interval: rate.interval, of }))} />
      </FigurePanel>
      <div className="grid gap-4 md:grid-cols-2">
        <Panel title="Why it is rejected">
          <BarTable
            heads={['Reason', 'Constraints']}
            empty="None stands rejected."
            rows={report.reasons.map(({ reason, constraints }) => {
              const name = reason === null ? 'No reason given' : (rejectReasons.find(({ key }) => key === reason)?.label ?? reason)
              return { key: name, label: name, name, value: constraints, href: reason === null ? undefined : rows({ reason }), fill: 'fill-bad' }
            })}
          />
        </Panel>
        <Panel title="Where it comes from">
          <BarTable
            heads={['Origin', 'Constraints']}
            empty="There is none."
            rows={report.origins.map(({ origin, constraints }) => {
              const known = pairFilter.shape.origin.safeParse(origin)
              const name = known.success && known.data ? originLabels[known.data] : origin
              return { key: origin, label: name, name, value: constraints, href: rows({ origin }) }
            })}
          />
        </Panel>
      </div>
    </>
  )
}

function rateRows({ truth, accepted, edited, rejected, verdicts, decided }: TypeReport): { key: string; name: string; rate: Rate; of: number; href: object | null }[] {
  const all = [
    { key: 'truth', name: 'True', rate: truth, of: verdicts.proven + verdicts.refuted, href: { outcome: 'pass' } },
    { key: 'accepted', name: 'Accepted as it was', rate: accepted, of: decided, href: null },
    { key: 'edited', name: 'Edited', rate: edited, of: decided, href: null },
    { key: 'rejected', name: 'Rejected', rate: rejected, of: decided, href: { decision: 'rejected' } },
  ]
  return all.flatMap(({ rate, ...rest }) => (rate ? [{ ...rest, rate }] : []))
}

function share(rate: Rate | null): string {
  return rate === null ? 'not known' : `${formatPercent(rate.rate)} (${formatPercent(rate.interval[0])} to ${formatPercent(rate.interval[1])})`
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
