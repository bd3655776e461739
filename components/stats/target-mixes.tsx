'use client'

import { parseAsString, useQueryState } from 'nuqs'
import { BarsChart } from '#components/stats/figures/bars-chart.tsx'
import { FigurePanel } from '#components/stats/figures/figure-panel.tsx'
import { OwnMix } from '#components/stats/own-mix.tsx'
import { useRowsHref } from '#components/stats/scope.tsx'
import { formatNumber, formatPercent, formatShare } from '#components/ui/format.ts'
import { Tabs } from '#components/ui/tabs.tsx'
import type { Coverage } from '#lib/stats/contract.ts'

/** How far the types are from a target's, and what is missing. */
export function TargetMixes({ coverage: { mixes, constraints, own } }: { coverage: Coverage }) {
  const rowsHref = useRowsHref()
  const [key, setKey] = useQueryState('target', parseAsString.withOptions({ history: 'push' }))
  const mix = mixes.find((known) => known.key === key) ?? mixes.find((known) => known.key === 'own') ?? mixes[0]
  if (!mix) return null
  const rows = mix.rows.filter(({ target, share }) => target > 0 || share > 0)
  const missed = rows.filter(({ missing }) => missing > 0)
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <Tabs label="Which target" value={mix.key} onValueChange={(next) => void setKey(next)} items={mixes.map(({ key: value, label }) => ({ value, label }))} />
        <p className="text-[13px] text-faint">
          {constraints === 0 ? 'There are no constraints yet.' : `${formatPercent(mix.distance)} of the constraints would have to be of another type for the mix of ${mix.label}.`}
        </p>
        <OwnMix key={JSON.stringify(own)} own={own} types={rows} />
      </div>
      <FigurePanel
        title="Types against a target"
        heads={['Type', 'Constraints', 'Share', 'Target', 'Missing']}
        rows={rows.map(({ type, label, constraints: n, share, target, missing }) => ({ key: type, cells: [label, n, share, target, missing], href: rowsHref({ type, decision: 'standing' }) }))}
        empty="There are no constraints yet."
        format={(value, column) => (column === 2 || column === 3 ? formatShare(value) : formatNumber(value))}
        note="Missing: so many more of the type at today’s number of constraints. Counted are constraints that are neither rejected nor superseded. Crab’s mix is that of the 20 records its authors published, IFEval’s that of its 541 prompts."
      >
        {missed.length === 0 ? (
          <p className="text-muted">Nothing is missing: every type of the target has its share.</p>
        ) : (
          <BarsChart
            title={`Constraints missing for the mix of ${mix.label}`}
            unit="constraints missing"
            bars={missed.slice(0, 25).map(({ type, label, missing, share, target }) => ({ key: type, label, value: missing, aside: `· ${formatShare(share)} of ${formatShare(target)}`, fill: 'fill-warn' }))}
          />
        )}
      </FigurePanel>
    </>
  )
}
