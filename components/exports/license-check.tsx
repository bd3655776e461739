'use client'

import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { licensesQuery } from '#components/exports/queries.ts'
import { ChoiceField, type RecipePart } from '#components/exports/recipe-controls.tsx'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/field.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ErrorNotice, Panel, Skeleton } from '#components/ui/panel.tsx'
import { thingsOf } from '#lib/exports/format-names.ts'
import { notStated, type LicenseFacts } from '#lib/licenses/facts.ts'
import { licenseProblems, licensesToLeaveOut, rolledUp } from '#lib/licenses/problems.ts'

/** What becomes of licences that the dataset comes to have later, such as when the recipe is used again. */
const rules = { 'all but': 'All but those without a tick', only: 'Only those with a tick' } as const

/** Which licences would leave, what speaks against them together and for the stated use, and which of them are taken. */
export function LicenseCheck({ datasetId, form, errors, change }: RecipePart & { datasetId: string }) {
  const of = thingsOf(form.format)
  const { data, error, refetch } = useQuery(licensesQuery({ datasetId, of, general: of === 'pairs' && form.generalDataset !== '' ? form.generalDataset : null }))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton className="h-24" />
  const counts = Object.fromEntries(data.map(({ license, pairs }) => [license, pairs]))
  const all = rolledUp(counts)
  if (all.length === 0) return null
  const isTaken = (key: string): boolean => form.licensesAllowed?.includes(key) ?? !form.licensesLeftOut.includes(key)
  const takenOnes = all.filter(({ key }) => isTaken(key))
  const taken = Object.fromEntries(takenOnes.map(({ key, pairs }) => [key, pairs]))
  const [leaving, there] = [pairsOf(takenOnes), pairsOf(all)]
  const problems = licenseProblems(taken, form.use)
  const conflicts = problems.filter(({ kind }) => kind === 'conflict')
  const duties = problems.filter(({ kind }) => kind === 'duty')
  // What was said of licences that are not here now, such as those of a general set, stays said.
  const elsewhere = (keys: readonly string[] | null): string[] => keys?.filter((name) => !all.some(({ key }) => key === name)) ?? []
  const keep = (keys: readonly string[], rule: keyof typeof rules = form.licensesAllowed === null ? 'all but' : 'only'): void =>
    change(
      rule === 'only'
        ? { licensesAllowed: [...elsewhere(form.licensesAllowed), ...keys], licensesLeftOut: [] }
        : { licensesAllowed: null, licensesLeftOut: [...elsewhere(form.licensesLeftOut), ...all.flatMap(({ key }) => (keys.includes(key) ? [] : [key]))] },
    )
  const kept = takenOnes.map(({ key }) => key)
  return (
    <Panel title="Licences">
      <div className="flex flex-col gap-3">
        <table className="w-full">
          <caption className="sr-only">Licences of what could leave</caption>
          <tbody>
            {all.map(({ key, pairs, facts }) => (
              <tr key={key}>
                <th scope="row" className="py-0.5 pe-3 text-start font-normal">
                  <Checkbox label={key} checked={isTaken(key)} onChange={({ target }) => keep(target.checked ? [...kept, key] : kept.filter((name) => name !== key))} />
                </th>
                <td className="text-[13px] text-muted">{factWords(key, facts)}</td>
                <td className="w-24 text-end tabular-nums">{formatNumber(pairs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <ChoiceField label="Take" hint="Only those: a licence that comes later, or in other ways, stays behind until it is ticked." error={errors.licensesAllowed ?? errors.licensesLeftOut} words={rules} value={form.licensesAllowed === null ? 'all but' : 'only'} onChoose={(rule) => keep(kept, rule)} />
        <div aria-live="polite" className="flex flex-col gap-2">
          <p className={leaving === 0 ? 'rounded-md bg-warn-soft px-3 py-1.5 text-[13px] text-warn' : 'text-[13px]'}>
            {leaving === 0 ? `No licence is taken: none of ${formatNumber(there)} ${of} can leave.` : leaving === there ? `All ${formatNumber(there)} ${of} can leave by their licences.` : `${formatNumber(leaving)} of ${formatNumber(there)} ${of} can leave by their licences; the others are counted under theirs.`}
          </p>
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
            <Button size="sm" onClick={() => keep(kept.filter((key) => !licensesToLeaveOut(taken, form.use).includes(key)))}>
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

function pairsOf(licenses: readonly { pairs: number }[]): number {
  return licenses.reduce((sum, { pairs }) => sum + pairs, 0)
}

/** What a licence is like, in a few words. */
function factWords(key: string, facts: LicenseFacts | null): string {
  if (!facts) return key === notStated ? 'neither by the pair nor by its dataset' : 'not known here'
  const words = [facts.nonCommercial && 'not commercial', facts.noDerivatives && 'no changes', facts.shareAlike && 'share alike', facts.training && 'limits on training', facts.attribution && 'credit'].filter(Boolean)
  return words.length === 0 ? 'free' : words.join(', ')
}
