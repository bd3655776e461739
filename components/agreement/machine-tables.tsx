import { rowsLink } from '#components/agreement/rows-link.ts'
import { CountLink } from '#components/stats/count-link.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import { machineSayings, sayings, type AgreementReport, type MachineSaying, type Saying } from '#lib/review/people-agreement/contract.ts'

export const saidLabels: Record<Saying, string> = { accepted: 'Accepted', edited: 'Edited', rejected: 'Rejected', flagged: 'Flagged' }
export const ruleLabels: Record<MachineSaying, string> = { pass: 'Proven', fail: 'Refuted', none: 'No verdict' }
export const judgeLabels: Record<MachineSaying, string> = { pass: 'Held', fail: 'Not held', none: 'Not asked' }

/** People against programs, people against judges, and judges against programs. */
export function MachineTables({ datasetId, pairs, report: { matrix, matrixLimited } }: { datasetId: string; pairs: string | undefined; report: AgreementReport }) {
  return (
    <Panel title="People, programs and judges">
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-3">
        <Matrix
          name="People and programs"
          columns={machineSayings.map((rule) => ({ key: rule, label: ruleLabels[rule] }))}
          rows={sayings.map((said) => ({ key: said, label: saidLabels[said] }))}
          cell={(said, rule) => ({ count: sum(matrix, (each) => each.said === said && each.rule === rule), href: rowsLink(datasetId, { pairs, which: 'all', said, rule }) })}
        />
        <Matrix
          name="People and judges"
          columns={machineSayings.map((judge) => ({ key: judge, label: judgeLabels[judge] }))}
          rows={sayings.map((said) => ({ key: said, label: saidLabels[said] }))}
          cell={(said, judge) => ({ count: sum(matrix, (each) => each.said === said && each.judge === judge), href: rowsLink(datasetId, { pairs, which: 'all', said, judge }) })}
        />
        <Matrix
          name="Programs and judges"
          columns={machineSayings.map((judge) => ({ key: judge, label: judgeLabels[judge] }))}
          rows={machineSayings.map((rule) => ({ key: rule, label: ruleLabels[rule] }))}
          cell={(rule, judge) => ({ count: sum(matrix, (each) => each.rule === rule && each.judge === judge), href: rowsLink(datasetId, { pairs, which: 'all', rule, judge }) })}
        />
      </div>
      <p className="mt-3 text-[13px] text-muted">
        Numbers are decisions, each against what machines first said of the text that people were shown.{matrixLimited ? ' Only the newest 100,000 are counted.' : ''}
      </p>
    </Panel>
  )
}

interface MatrixProps<Row extends string, Column extends string> {
  name: string
  rows: { key: Row; label: string }[]
  columns: { key: Column; label: string }[]
  cell: (row: Row, column: Column) => { count: number; href: string }
}

function Matrix<Row extends string, Column extends string>({ name, rows, columns, cell }: MatrixProps<Row, Column>) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-[13px] font-medium">{name}</h3>
    <Table aria-label={name}>
      <thead>
        <tr>
          <Th className="!px-2">
            <span className="sr-only">What was said</span>
          </Th>
          {columns.map(({ key, label }) => (
            <Th key={key} numeric className="!px-2">
              {label}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row" className="border-b border-line px-2 py-2 text-start font-normal">
              {row.label}
            </th>
            {columns.map((column) => {
              const { count, href } = cell(row.key, column.key)
              return (
                <Td key={column.key} numeric className="!px-2">
                  <CountLink value={count} href={href} of={`decisions: ${row.label}, ${column.label}`} />
                </Td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </Table>
    </div>
  )
}

function sum(matrix: AgreementReport['matrix'], holds: (each: AgreementReport['matrix'][number]) => boolean): number {
  return matrix.filter(holds).reduce((all, { count }) => all + count, 0)
}
