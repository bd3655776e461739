import { Fragment } from 'react'
import { shareInterval, shareInWords } from '#components/pace/pace-words.ts'
import { formatNumber } from '#components/ui/format.ts'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { Detection, ReviewerChecks } from '#lib/review/checks/contract.ts'
import { decimals } from '#lib/stats/decimals.ts'

/** What checks say of each reviewer: all together, by facet, and week by week. */
export function CheckTable({ people }: { people: readonly ReviewerChecks[] }) {
  return (
    <Table aria-label="Checks by reviewer">
      <thead>
        <tr>
          <Th>Reviewer</Th>
          <Th numeric>False ones seen</Th>
          <Th numeric>Caught</Th>
          <Th numeric>True ones seen</Th>
          <Th numeric>Rejected in error</Th>
          <Th numeric>d&prime;</Th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <Fragment key={person.reviewer}>
            <Row name={person.reviewer} of={person.all} />
            {person.byFacet.length > 1 ? person.byFacet.map(({ facet, ...of }) => <Row key={facet} name={facet} of={of} inner />) : null}
            {person.weeks.length > 1 ? person.weeks.map(({ week, ...of }) => <Row key={week} name={`week of ${week}`} of={of} inner />) : null}
          </Fragment>
        ))}
      </tbody>
    </Table>
  )
}

function Row({ name, of, inner = false }: { name: string; of: Detection; inner?: boolean }) {
  return (
    <tr>
      <th scope="row" className={`border-b border-line py-1.5 text-start font-normal ${inner ? 'ps-8 text-muted' : 'px-3'}`}>
        {name}
      </th>
      <Td numeric>{formatNumber(of.falseSeen)}</Td>
      <Td numeric>
        {shareInWords(of.sensitivity)}
        <span className="block text-xs text-muted">{shareInterval(of.sensitivity)}</span>
      </Td>
      <Td numeric>{formatNumber(of.trueSeen)}</Td>
      <Td numeric>
        {shareInWords(of.falseAlarm)}
        <span className="block text-xs text-muted">{shareInterval(of.falseAlarm)}</span>
      </Td>
      <Td numeric>{of.dPrime === null ? '–' : decimals(of.dPrime, 2)}</Td>
    </tr>
  )
}
