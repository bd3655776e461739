import { decisionLabels, originLabels, outcomeLabels } from '#components/browse/filter.ts'
import { BarTable } from '#components/stats/bar-table.tsx'
import { decisionFill, outcomeFill } from '#components/stats/palette.ts'
import { useRowsHref, useScope } from '#components/stats/scope.tsx'
import { TypeTable } from '#components/stats/type-table.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { pairFilter } from '#lib/datasets/contract.ts'
import type { DatasetStatistics } from '#lib/stats/contract.ts'

const { outcome, decision, origin } = pairFilter.shape

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
  const errors = constraints.byOutcome.find((row) => row.outcome === 'error')?.count ?? 0
  return (
    <>
      <Panel title="Constraints by type" className="[&>div:last-child]:!p-0">
        <TypeTable types={constraints.byType} errors={errors} />
      </Panel>
      <div className="grid gap-4 lg:grid-cols-3">
        <Panel title="By verdict">
          <BarTable
            heads={['Verdict', 'Constraints']}
            empty="No constraints."
            rows={inOrder(outcome.unwrap().options, constraints.byOutcome, (row) => row.outcome).map(({ value, count }) => ({
              key: value, label: outcomeLabels[value], name: outcomeLabels[value], value: count, href: href({ outcome: value }), fill: outcomeFill[value] ?? '',
            }))}
          />
        </Panel>
        <Panel title="By decision">
          <BarTable
            heads={['Decision', 'Constraints']}
            empty="No constraints."
            rows={inOrder(decision.unwrap().options, constraints.byStatus, (row) => row.status).map(({ value, count }) => ({
              key: value, label: decisionLabels[value], name: decisionLabels[value], value: count, href: href({ decision: value }), fill: decisionFill[value] ?? '',
            }))}
          />
        </Panel>
        <Panel title="By origin">
          <BarTable
            heads={['Origin', 'Constraints']}
            empty="No constraints."
            rows={inOrder(origin.unwrap().options, constraints.byOrigin, (row) => row.origin).map(({ value, count }) => ({
              key: value, label: originLabels[value], name: originLabels[value], value: count, href: href({ origin: value }),
            }))}
          />
        </Panel>
      </div>
    </>
  )
}

/** The counts of a closed list in the list's own order, so that a row keeps its place from day to day; those that do not occur are 0. */
function inOrder<Value extends string, Row extends { count: number }>(values: readonly Value[], rows: readonly Row[], valueOf: (row: Row) => string) {
  return values.map((value) => ({ value, count: rows.find((row) => valueOf(row) === value)?.count ?? 0 }))
}
