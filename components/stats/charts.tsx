import { ColumnChart } from '#components/stats/column-chart.tsx'
import { FigurePanel, type FigureRow } from '#components/stats/figures/figure-panel.tsx'
import { useRowsHref } from '#components/stats/scope.tsx'
import { everyBand, everyDay, everyNumber, type Datum } from '#components/stats/series.ts'
import type { DatasetStatistics } from '#lib/stats/contract.ts'

/** How constraints, words and decisions are spread. */
export function Charts({ statistics }: { statistics: DatasetStatistics }) {
  const rowsHref = useRowsHref()
  const perPair: Datum[] = everyNumber(statistics.constraints.perPair).map(({ constraints, pairs }) => ({
    label: constraints === 1 ? '1 constraint' : `${constraints} constraints`,
    short: String(constraints),
    value: pairs,
    href: rowsHref({ minConstraints: constraints, maxConstraints: constraints }),
  }))
  const words: Datum[] = everyBand(statistics.responseWords).map(({ from, to, pairs }) => ({
    label: to === null ? `${from} words and more` : `${from}–${to} words`,
    short: to === null ? `${from}+` : String(from),
    value: pairs,
    href: rowsHref(to === null ? { minWords: from } : { minWords: from, maxWords: to }),
  }))
  const days: Datum[] = everyDay(statistics.decisions.byDay).map(({ day, count }) => ({ label: day, short: shortDay(day), value: count, href: rowsHref({ on: day }) }))
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
      <FigurePanel title="Constraints per pair" heads={['Constraints', 'Pairs']} rows={rowsOf(perPair)} empty="No pairs.">
        <ColumnChart title="Pairs by how many constraints they carry" axis="constraints" unit="pairs" data={perPair} labelWidth={22} />
      </FigurePanel>
      <FigurePanel title="Length of responses" heads={['Length', 'Pairs']} rows={rowsOf(words)} empty="No pairs.">
        <ColumnChart title="Pairs by words of the response" axis="words, in bands of 50" unit="pairs" data={words} />
      </FigurePanel>
      <FigurePanel
        title="Decisions per day"
        heads={['Day', 'Decisions']}
        rows={rowsOf(days)}
        empty="Nobody decided anything in the last 60 days."
        className="lg:col-span-2"
      >
        <ColumnChart title="Decisions of the last 60 days" axis="day (UTC)" unit="decisions" data={days} labelWidth={48} />
      </FigurePanel>
    </div>
  )
}

function rowsOf(data: readonly Datum[]): FigureRow[] {
  return data.map(({ label, value, href }) => ({ key: label, cells: [label, value], href }))
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

function shortDay(day: string): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`))
}
