'use client'

import { rowsLink } from '#components/agreement/rows-link.ts'
import { CountLink } from '#components/stats/count-link.tsx'
import { FigurePanel } from '#components/stats/figures/figure-panel.tsx'
import { IntervalChart } from '#components/stats/figures/interval-chart.tsx'
import { Part } from '#components/stats/part.tsx'
import { partQuery } from '#components/stats/queries.ts'
import { useScope } from '#components/stats/scope.tsx'
import { formatNumber, formatShare } from '#components/ui/format.ts'
import { vocabulary } from '#lib/constraints/vocabulary.ts'
import { printFilter } from '#lib/datasets/filter-language.ts'
import type { AgreementRowsQuery, PeopleAgreement } from '#lib/review/people-agreement/contract.ts'
import { decimals } from '#lib/stats/decimals.ts'

const labels = new Map(vocabulary.map(({ key, label }) => [key, label]))

/** How far people who decided the same constraints agree, of all and by type; each number leads to what they said. */
export function AgreementFigure() {
  const { datasetId, filter } = useScope()
  return (
    <Part title="Agreement between people" query={partQuery(datasetId, 'agreement', filter)}>
      {(agreement) => <Drawn agreement={agreement} />}
    </Part>
  )
}

function Drawn({ agreement: { wanted, overall, types, outcomes } }: { agreement: PeopleAgreement }) {
  const { datasetId, filter } = useScope()
  const pairs = printFilter(filter) || undefined
  const href = (query: Partial<AgreementRowsQuery>): string => rowsLink(datasetId, { ...query, pairs })
  const rows = [{ ...overall, type: null }, ...types].map(({ type, ...rest }) => ({
    ...rest, key: type ?? '', label: type === null ? 'All types' : (labels.get(type) ?? type), href: href({ which: 'compared', ...(type === null ? {} : { type }) }),
  }))
  const drawn = rows.flatMap(({ key, label, alpha, interval, units, href: to }) => (alpha === null ? [] : [{ key, label, rate: alpha, interval: interval ?? ([alpha, alpha] as const), of: units, href: to }]))
  return (
    <FigurePanel
      title="Agreement between people"
      heads={['Type', 'Constraints', 'Alpha', 'At least', 'At most', 'Alike']}
      rows={overall.units === 0 ? [] : rows.map(({ key, label, units, alpha, interval, alike, href: to }) => ({ key, cells: [label, units, alpha, interval?.[0] ?? null, interval?.[1] ?? null, alike], href: to }))}
      empty={wanted === 1 ? 'One person decides each pair: there is nothing to compare. Ask for more in the settings of the dataset.' : 'No pair has been decided by two people yet.'}
      format={(value, column) => (column === 5 ? formatShare(value) : column >= 2 ? decimals(value, 2) : formatNumber(value))}
      note="Krippendorff’s alpha of what people first held, before they could see others: 1, they always agree; 0, as often as by chance. The line is the 95 % interval (bootstrap over pairs)."
    >
      <p className="mb-2 text-[13px] text-muted">
        <CountLink value={overall.units} href={href({ which: 'compared' })} of="constraints compared" /> constraints decided by two or more:{' '}
        <CountLink value={outcomes.agreed} href={href({ which: 'agreed' })} of="agreed" /> agreed,{' '}
        <CountLink value={outcomes.disputed} href={href({ which: 'disputed' })} of="disputed" /> disputed,{' '}
        <CountLink value={outcomes.settled} href={href({ which: 'settled' })} of="settled" /> settled.
      </p>
      {drawn.length === 0 ? (
        <p className="text-muted">All said the same of everything, so that alpha cannot be told.</p>
      ) : (
        <IntervalChart title="Alpha by type" from={drawn.some(({ interval: [low] }) => low < 0) ? -1 : 0} format={(value) => decimals(value, 2)} rows={drawn} />
      )}
    </FigurePanel>
  )
}
