'use client'

import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { licensesQuery } from '#components/exports/queries.ts'
import type { RecipePart } from '#components/exports/recipe-controls.tsx'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/field.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ErrorNotice, Panel, Skeleton } from '#components/ui/panel.tsx'
import { thingsOf } from '#lib/exports/format-names.ts'
import type { LicenseFacts } from '#lib/licenses/facts.ts'
import { licenseProblems, licensesToLeaveOut, rolledUp } from '#lib/licenses/problems.ts'

/** Which licences would leave, what speaks against them together and for the stated use, and which of them are taken. */
export function LicenseCheck({ datasetId, form, change }: Pick<RecipePart, 'form' | 'change'> & { datasetId: string }) {
  const of = thingsOf(form.format)
  const { data, error, refetch } = useQuery(licensesQuery({ datasetId, of, general: of === 'pairs' && form.generalDataset !== '' ? form.generalDataset : null }))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton className="h-24" />
  const counts = Object.fromEntries(data.map(({ license, pairs }) => [license, pairs]))
  const all = rolledUp(counts)
  if (all.length === 0) return null
  const out = new Set(form.licensesLeftOut)
  const taken = Object.fromEntries(all.filter(({ key }) => !out.has(key)).map(({ key, pairs }) => [key, pairs]))
  const problems = licenseProblems(taken, form.use)
  const conflicts = problems.filter(({ kind }) => kind === 'conflict')
  const duties = problems.filter(({ kind }) => kind === 'duty')
  const take = (key: string, isTaken: boolean): void => change({ licensesLeftOut: isTaken ? form.licensesLeftOut.filter((name) => name !== key) : [...form.licensesLeftOut, key] })
  return (
    <Panel title="Licences">
      <div className="flex flex-col gap-3">
        <table className="w-full">
          <caption className="sr-only">Licences of what could leave</caption>
          <tbody>
            {all.map(({ key, pairs, facts }) => (
              <tr key={key}>
                <th scope="row" className="py-0.5 pe-3 text-start font-normal">
                  <Checkbox label={key} checked={!out.has(key)} onChange={({ target }) => take(key, target.checked)} />
                </th>
                <td className="text-[13px] text-muted">{factWords(facts)}</td>
                <td className="w-24 text-end tabular-nums">{formatNumber(pairs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div aria-live="polite" className="flex flex-col gap-2">
          {conflicts.length === 0 ? <p className="text-[13px] text-muted">Nothing is known that speaks against {form.use === 'unstated' ? 'taking these together' : `${form.use} use of these together`}.</p> : null}
          {conflicts.map(({ says, pairs }) => (
            <p key={says} className="flex items-start gap-2 rounded-md bg-warn-soft px-3 py-1.5 text-[13px] text-warn">
              <TriangleAlert size={14} aria-hidden="true" className="mt-0.5 shrink-0" />
              <span>
                {says} ({formatNumber(pairs)} {pairs === 1 ? of.slice(0, -1) : of})
              </span>
            </p>
          ))}
        </div>
        {conflicts.length > 0 ? (
          <div>
            <Button size="sm" onClick={() => change({ licensesLeftOut: [...form.licensesLeftOut, ...licensesToLeaveOut(taken, form.use)] })}>
              Leave out what does not fit
            </Button>
          </div>
        ) : null}
        {duties.length > 0 ? (
          <ul className="flex flex-col gap-1 text-[13px] text-muted">
            {duties.map(({ says }) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        ) : null}
        <p className="text-[13px] text-faint">A reading aid and no legal advice. The card says all this, too.</p>
      </div>
    </Panel>
  )
}

/** What a licence is like, in a few words. */
function factWords(facts: LicenseFacts | null): string {
  if (!facts) return ''
  const words = [facts.nonCommercial && 'not commercial', facts.noDerivatives && 'no changes', facts.shareAlike && 'share alike', facts.training && 'limits on training', facts.attribution && 'credit'].filter(Boolean)
  return words.length === 0 ? 'free' : words.join(', ')
}
