'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { perHour, seconds, secondsInterval, shareInterval, shareInWords } from '#components/pace/pace-words.ts'
import { PeriodChoice } from '#components/pace/period-choice.tsx'
import { ColumnChart } from '#components/stats/column-chart.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { EmptyState, ErrorNotice, PageHeader, Panel, Skeleton } from '#components/ui/panel.tsx'
import type { MyPace } from '#lib/review/pace/contract.ts'

/** How the reader decides, for their own eyes. */
export function MyWork() {
  const [days, setDays] = useState(30)
  const { data, error, refetch } = useQuery({
    queryKey: ['my-pace', days],
    queryFn: async ({ signal }) => {
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
      return (await api<{ pace: MyPace }>(`/api/v1/me/pace?days=${days}&zone=${encodeURIComponent(zone)}`, { signal })).pace
    },
  })
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader title="My work" description="How you decide, over all datasets, for your own eyes. Nobody is ranked." actions={<PeriodChoice days={days} onDays={setDays} />} />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="h-40" /> : null}
      {data?.all.decisions === 0 ? <EmptyState title="Nothing decided in this time">Once you decide constraints, your pace is counted here.</EmptyState> : null}
      {data && data.all.decisions > 0 ? <Body pace={data} period={days} /> : null}
    </div>
  )
}

function Body({ pace: { all, days, streak }, period }: { pace: MyPace; period: number }) {
  const shown = period > 31 ? days : lastDays(period).map((day) => days.find((each) => each.day === day) ?? { day, decisions: 0 })
  return (
    <>
      <dl className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
        <Tile term="Decisions" value={formatNumber(all.decisions)} note={all.idle > 0 ? `${formatNumber(all.idle)} with a pause` : 'none with a pause'} />
        <Tile term="An hour" value={perHour(all)} note="of time at work" />
        <Tile term="One decision" value={seconds(all.medianSeconds)} note={secondsInterval(all.medianInterval) || 'in the median'} />
        <Tile term="Edited" value={shareInWords(all.editRate)} note={shareInterval(all.editRate)} />
        <Tile term="Rejected" value={shareInWords(all.rejectRate)} note={shareInterval(all.rejectRate)} />
        <Tile term="Days in a row" value={formatNumber(streak.now)} note={`longest ${formatNumber(streak.longest)}`} />
      </dl>
      <Panel title="Decisions by day">
        <ColumnChart title="Decisions by day" data={shown.map(({ day, decisions }) => ({ label: day.slice(5), value: decisions }))} axis="day" unit="decisions" labelWidth={44} />
      </Panel>
      <p className="max-w-3xl text-[13px] text-muted">
        A decision&rsquo;s time runs from when its constraint came into focus to your act. One that took more than two minutes counts as a pause: neither it nor its time is in the
        median or the rate. What is decided in bulk is left out. The ranges hold the true value 95 times of 100.
      </p>
    </>
  )
}

/** The last days up to today, of the reader's time zone, as YYYY-MM-DD. */
function lastDays(count: number): string[] {
  const today = new Date()
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() - (count - 1 - index))
    return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`
  })
}

function Tile({ term, value, note }: { term: string; value: string; note: string }) {
  return (
    <div className="rounded-lg border border-line bg-panel p-3">
      <dt className="text-xs text-muted">{term}</dt>
      <dd className="text-xl font-semibold tabular-nums">{value}</dd>
      <dd className="text-xs text-muted">{note}</dd>
    </div>
  )
}
