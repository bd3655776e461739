import type { ReactNode } from 'react'
import { rowsLink } from '#components/agreement/rows-link.ts'
import { CountLink } from '#components/stats/count-link.tsx'
import { formatShare } from '#components/ui/format.ts'
import { Panel } from '#components/ui/panel.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import { vocabulary } from '#lib/constraints/vocabulary.ts'
import type { AgreementReport } from '#lib/review/people-agreement/contract.ts'
import { decimals } from '#lib/stats/decimals.ts'

const labels = new Map(vocabulary.map(({ key, label }) => [key, label]))

/** Agreement between people: of all, by type, and by reviewer. */
export function AgreementTables({ datasetId, pairs, report: { overall, types, reviewers, outcomes, wanted } }: { datasetId: string; pairs: string | undefined; report: AgreementReport }) {
  const count = (value: number, which: 'agreed' | 'disputed' | 'settled', of: string) => <CountLink value={value} href={rowsLink(datasetId, { pairs, which })} of={of} />
  return (
    <>
      <Panel title="Between people">
        {overall.units === 0 ? (
          <p className="text-muted">
            {wanted === 1 ? 'One person decides each pair: there is nothing to compare.' : 'No pair has been decided by two people yet.'}
          </p>
        ) : (
          <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 lg:grid-cols-6">
            <Figure name="Krippendorff’s alpha" note={intervalOf(overall.interval)}>
              {alphaWords(overall.alpha)}
            </Figure>
            <Figure name="Alike" note="of two decisions on one constraint">
              {overall.alike === null ? '–' : formatShare(overall.alike)}
            </Figure>
            <Figure name="Compared" note="decided by two or more">
              <CountLink value={overall.units} href={rowsLink(datasetId, { pairs, which: 'compared' })} of="constraints compared" />
            </Figure>
            <Figure name="Agreed" note="stand at once">
              {count(outcomes.agreed, 'agreed', 'agreed constraints')}
            </Figure>
            <Figure name="Disputed" note="wait for an adjudicator">
              {count(outcomes.disputed, 'disputed', 'disputed constraints')}
            </Figure>
            <Figure name="Settled" note="by an adjudicator">
              {count(outcomes.settled, 'settled', 'settled constraints')}
            </Figure>
          </dl>
        )}
      </Panel>
      {overall.units === 0 ? null : (
        <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
          <Panel title="By type">
            <Table aria-label="Agreement by type">
              <thead>
                <tr>
                  <Th>Type</Th>
                  <Th numeric>Alpha</Th>
                  <Th numeric>95 % interval</Th>
                  <Th numeric>Alike</Th>
                  <Th numeric>Constraints</Th>
                </tr>
              </thead>
              <tbody>
                {types.map(({ type, alpha, interval, alike, units }) => (
                  <tr key={type}>
                    <Td>{labels.get(type) ?? type}</Td>
                    <Td numeric>{alphaWords(alpha)}</Td>
                    <Td numeric className="whitespace-nowrap text-muted">{interval ? `${alphaWords(interval[0])} to ${alphaWords(interval[1])}` : '–'}</Td>
                    <Td numeric>{alike === null ? '–' : formatShare(alike)}</Td>
                    <Td numeric>
                      <CountLink value={units} href={rowsLink(datasetId, { pairs, which: 'compared', type })} of={`constraints of type ${labels.get(type) ?? type}`} />
                    </Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </Panel>
          <Panel title="By reviewer">
            <Table aria-label="Agreement by reviewer">
              <thead>
                <tr>
                  <Th>Reviewer, against the others</Th>
                  <Th numeric>Alpha</Th>
                  <Th numeric>Alike</Th>
                  <Th numeric>Constraints</Th>
                </tr>
              </thead>
              <tbody>
                {reviewers.map(({ id, name, alpha, alike, compared }) => (
                  <tr key={id}>
                    <Td>{name}</Td>
                    <Td numeric>{alphaWords(alpha)}</Td>
                    <Td numeric>{formatShare(alike)}</Td>
                    <Td numeric>
                      <CountLink value={compared} href={rowsLink(datasetId, { pairs, which: 'compared', reviewer: id })} of={`constraints that ${name} and others decided`} />
                    </Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </Panel>
        </div>
      )}
    </>
  )
}

function Figure({ name, note, children }: { name: string; note: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="text-xl font-semibold tabular-nums">{children}</dd>
      <dd className="text-xs text-faint">{note}</dd>
    </div>
  )
}

function intervalOf(interval: [number, number] | null): string {
  return interval ? `95 % interval ${alphaWords(interval[0])} to ${alphaWords(interval[1])}` : 'no interval: too few pairs'
}

/** Three decimals; a dash where it cannot be told. */
function alphaWords(value: number | null): string {
  return value === null ? '–' : decimals(value, 3)
}
