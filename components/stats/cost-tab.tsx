'use client'

import { originLabels } from '#components/browse/filter.ts'
import { BarsChart } from '#components/stats/figures/bars-chart.tsx'
import { FigurePanel } from '#components/stats/figures/figure-panel.tsx'
import { Part } from '#components/stats/part.tsx'
import { partQuery } from '#components/stats/queries.ts'
import { useRowsHref, useScope } from '#components/stats/scope.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { pairFilter, type PairFilter } from '#lib/datasets/contract.ts'
import type { CostRow, Costs } from '#lib/stats/contract.ts'

/** What an accepted constraint and an accepted bit cost, by model and prompt version. */
export function CostTab() {
  const { datasetId, filter } = useScope()
  return (
    <Part title="Cost" query={partQuery(datasetId, 'costs', filter)}>
      {(costs) => <Drawn costs={costs} />}
    </Part>
  )
}

const note =
  'Money and model seconds are those of all calls of the model and prompt version, failed ones too; reviewer seconds those of all decisions on the constraints, at most five minutes each. ' +
  'Bits say how rarely other responses meet a constraint; those of unknown rarity count none. Money in several currencies is not added up.'

function Drawn({ costs: { currency, rows } }: { costs: Costs }) {
  const rowsHref = useRowsHref()
  const money = `Money${currency ? ` (${currency})` : ''}`
  const several = currency === null && rows.some((row) => row.currency !== null)
  const heads = [
    'Made by', 'Constraints', 'Accepted', 'Bits accepted', 'Calls', money, 'Model s', 'Reviewer s', `${money} an accepted`, 'Model s an accepted', 'Reviewer s an accepted',
    `${money} a bit`, 'Model s a bit', 'Reviewer s a bit', ...(several ? ['Currency'] : []),
  ]
  const table = rows.map((row) => ({
    key: `${row.model} ${row.promptVersion}`,
    href: rowsHref(madeBy(row)),
    hrefs: { 2: acceptedHref(rowsHref, row) },
    cells: [
      nameOf(row), row.constraints, row.accepted, row.bits, row.calls, row.money, row.modelSeconds, row.reviewSeconds, row.perAccepted?.money ?? null, row.perAccepted?.modelSeconds ?? null,
      row.perAccepted?.reviewSeconds ?? null, row.perBit?.money ?? null, row.perBit?.modelSeconds ?? null, row.perBit?.reviewSeconds ?? null, ...(several ? [row.currency] : []),
    ],
  }))
  const rated = rows.filter(({ perAccepted }) => perAccepted !== null)
  const borne = rated.filter(({ perBit }) => perBit !== null)
  const priced = [...new Set(rated.flatMap(({ currency: own }) => own ?? []))]
  return (
    <FigurePanel
      title="Cost of what is accepted"
      heads={heads}
      rows={table}
      empty="Nothing was made yet that could cost anything."
      note={note}
      format={(value, column) => (column <= 2 || column === 4 ? formatNumber(value) : formatSpent(value))}
    >
      {rated.length === 0 ? (
        <p className="text-muted">Nothing is accepted yet: the table has what was spent.</p>
      ) : (
        <div className="flex flex-col gap-4">
          {priced.map((code) => (
            <Spent key={code} title={`${code} for an accepted constraint`} unit={code} rows={rated.filter(({ currency: own }) => own === code)} valueOf={({ perAccepted }) => perAccepted?.money ?? 0} />
          ))}
          <Spent title="Seconds of reviewers for an accepted constraint" rows={rated} valueOf={({ perAccepted }) => perAccepted?.reviewSeconds ?? 0} />
          <Spent title="Seconds of models for an accepted constraint" rows={rated} valueOf={({ perAccepted }) => perAccepted?.modelSeconds ?? 0} />
          {priced.map((code) => (
            <Spent key={code} title={`${code} for an accepted bit`} unit={code} rows={borne.filter(({ currency: own }) => own === code)} valueOf={({ perBit }) => perBit?.money ?? 0} />
          ))}
          <Spent title="Seconds of models and reviewers for an accepted bit" rows={borne} valueOf={({ perBit }) => (perBit?.modelSeconds ?? 0) + (perBit?.reviewSeconds ?? 0)} />
        </div>
      )}
    </FigurePanel>
  )
}

/** 0.00042, 12.7, 1,240 */
function formatSpent(value: number): string {
  return value >= 100 ? formatNumber(Math.round(value)) : value === 0 ? '0' : value.toPrecision(3)
}

function Spent({ title, unit = 'seconds', rows, valueOf }: { title: string; unit?: string; rows: readonly CostRow[]; valueOf: (row: CostRow) => number }) {
  const rowsHref = useRowsHref()
  if (rows.length === 0) return null
  return (
    <div>
      <h3 className="mb-1 text-[13px] font-medium text-muted">{title}</h3>
      <BarsChart title={title} unit={unit} format={formatSpent} bars={rows.map((row) => ({ key: nameOf(row), label: nameOf(row), value: valueOf(row), href: acceptedHref(rowsHref, row) }))} />
    </div>
  )
}

function acceptedHref(rowsHref: ReturnType<typeof useRowsHref>, row: CostRow): string | undefined {
  const made = madeBy(row)
  return made ? rowsHref({ ...made, decision: 'accepted' }) : undefined
}

/** What finds the pairs with what this made. */
function madeBy({ model, promptVersion }: CostRow): PairFilter | null {
  if (promptVersion !== null) return model === null ? { prompt: promptVersion } : { model, prompt: promptVersion }
  const { data: origin } = pairFilter.shape.origin.unwrap().safeParse(model)
  return origin ? { origin } : null
}

function nameOf({ model, promptVersion }: CostRow): string {
  if (promptVersion !== null) return `${model} · ${promptVersion}`
  return Object.entries(originLabels).find(([key]) => key === model)?.[1] ?? model ?? 'Unknown'
}
