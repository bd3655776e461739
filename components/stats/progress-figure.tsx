import { FigurePanel } from '#components/stats/figures/figure-panel.tsx'
import { ProgressChart } from '#components/stats/figures/progress-chart.tsx'
import { Part } from '#components/stats/part.tsx'
import { partQuery } from '#components/stats/queries.ts'
import { useRowsHref, useScope } from '#components/stats/scope.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { Progress } from '#lib/stats/contract.ts'

/** How far the review is, and when the rest may be done. */
export function ProgressFigure() {
  const { datasetId, filter } = useScope()
  return (
    <Part title="Progress" query={partQuery(datasetId, 'progress', filter)}>
      {(progress) => <Drawn progress={progress} />}
    </Part>
  )
}

function Drawn({ progress }: { progress: Progress }) {
  const { days, total, left } = progress
  const rowsHref = useRowsHref()
  const before = total - left - days.reduce((sum, { decided }) => sum + decided, 0)
  const series = days.reduce<{ day: string; decided: number; done: number }[]>((so, { day, decided }) => [...so, { day, decided, done: (so.at(-1)?.done ?? before) + decided }], [])
  return (
    <FigurePanel
      title="Progress"
      heads={['Day (UTC)', 'Decided', 'Decided so far']}
      rows={series.map(({ day, decided, done }) => ({ key: day, cells: [day, decided, done], href: rowsHref({ act: 'accept', also: 'act:edit act:reject', on: day }) }))}
      empty="Nobody decided anything in the last 90 days."
      note={forecastWords(progress)}
    >
      <ProgressChart progress={progress} series={series} />
    </FigurePanel>
  )
}

/** What the forecast says, and on what it rests. */
export function forecastWords({ total, left, forecast, today }: Progress): string {
  const state = `${formatNumber(total - left)} of ${formatNumber(total)} constraints are accepted or rejected, ${formatNumber(left)} are left.`
  if (left === 0) return `${state} Nothing is left to decide.`
  if (!forecast) return `${state} A forecast needs three days of work in the last 14.`
  const { perDay, days, early, late } = forecast
  const on = (after: number | null): string => (after === null ? 'never, at the slowest such pace' : new Date(Date.parse(`${today}T00:00:00Z`) + after * 86_400_000).toISOString().slice(0, 10))
  return `${state} At the pace of the last 14 whole days, ${perDay.toFixed(1)} a day, the rest is done about ${on(days)}; with 95 % between ${on(early)} and ${on(late)}, if the days to come vary as those did.`
}
