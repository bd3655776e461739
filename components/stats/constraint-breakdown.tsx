import { decisionLabels, originLabels, outcomeLabels } from '#components/browse/filter.ts'
import { BarFigure } from '#components/stats/bar-table.tsx'
import { FigurePanel } from '#components/stats/figures/figure-panel.tsx'
import { decisionFill, outcomeFill } from '#components/stats/palette.ts'
import { useRowsHref, useScope } from '#components/stats/scope.tsx'
import { typeValues, TypeTable } from '#components/stats/type-table.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { pairFilter } from '#lib/datasets/contract.ts'
import { decisions } from '#lib/datasets/filter-fields.ts'
import type { DatasetStatistics, TypeStatistics } from '#lib/stats/contract.ts'

const { outcome, origin } = pairFilter.shape

/** The constraints by type, verdict, decision and origin. */
export function ConstraintBreakdown({ constraints }: { constraints: DatasetStatistics['constraints'] }) {
  const { datasetId } = useScope()
  const href = useRowsHref()
  if (constraints.total === 0) {
    return (
      <Panel title="Constraints">
        <p className="mb-3 text-muted">No pair has a constraint yet. Back-translation reads them off the responses.</p>
        <LinkButton href={`/runs?dataset=${datasetId}`}>Back-translate</LinkButton>
      </Panel>
    )
  }
  const values = typeValues(constraints.byType)
  const errors = constraints.byOutcome.find((row) => row.outcome === 'error')?.count ?? 0
  return (
    <>
      <FigurePanel title="Constraints by type" className="[&>div:last-child]:!p-0" heads={values.heads} rows={values.rows.map((cells) => ({ key: String(cells[0]), cells }))} empty="No constraints." hasValues>
        <TypeTable types={constraints.byType} errors={errors} />
      </FigurePanel>
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <BarFigure
          title="By facet"
          heads={['Facet', 'Constraints']}
          empty="No constraints."
          rows={facets(constraints.byType).map(({ types, label, count }) => ({ key: types, label, name: label, value: count, href: href({ type: types }) }))}
        />
        <BarFigure
          title="By verdict"
          heads={['Verdict', 'Constraints']}
          empty="No constraints."
          rows={inOrder(outcome.unwrap().options, constraints.byOutcome, (row) => row.outcome).map(({ value, count }) => ({
            key: value, label: outcomeLabels[value], name: outcomeLabels[value], value: count, href: href({ outcome: value }), fill: outcomeFill[value] ?? '',
          }))}
        />
        <BarFigure
          title="By decision"
          heads={['Decision', 'Constraints']}
          empty="No constraints."
          rows={inOrder(decisions, constraints.byStatus, (row) => row.status).map(({ value, count }) => ({
            key: value, label: decisionLabels[value], name: decisionLabels[value], value: count, href: href({ decision: value }), fill: decisionFill[value] ?? '',
          }))}
        />
        <BarFigure
          title="By origin"
          heads={['Origin', 'Constraints']}
          empty="No constraints."
          rows={inOrder(origin.unwrap().options, constraints.byOrigin, (row) => row.origin).map(({ value, count }) => ({
            key: value, label: originLabels[value], name: originLabels[value], value: count, href: href({ origin: value }),
          }))}
        />
      </div>
    </>
  )
}

/** The constraints by facet, the most first: `types` finds those of one. A type without a facet is its own. */
function facets(all: readonly TypeStatistics[]): { types: string; label: string; count: number }[] {
  return [...Map.groupBy(all, ({ type, facet }) => (type.includes('.') ? `${facet}.*` : type))]
    .map(([types, of]) => ({ types, label: facetLabel(types), count: of.reduce((sum, { total }) => sum + total, 0) }))
    .toSorted((a, b) => b.count - a.count || (a.types < b.types ? -1 : 1))
}

function facetLabel(types: string): string {
  const name = types.replace(/\.\*$/, '').replaceAll(/[_-]/g, ' ')
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** The counts of a closed list in the list's own order, so that a row keeps its place from day to day; those that do not occur are 0. */
function inOrder<Value extends string, Row extends { count: number }>(values: readonly Value[], rows: readonly Row[], valueOf: (row: Row) => string) {
  return values.map((value) => ({ value, count: rows.find((row) => valueOf(row) === value)?.count ?? 0 }))
}
