'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { stageScoresQuery } from '#components/exports/queries.ts'
import { numbersIn, readRecipe } from '#components/exports/recipe-form.ts'
import type { RecipePart } from '#components/exports/recipe-controls.tsx'
import { stageBins } from '#components/exports/stage-bins.ts'
import { StageCutsChart } from '#components/exports/stage-cuts-chart.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field, Input, Select } from '#components/ui/field.tsx'
import { formatNumber, formatShare } from '#components/ui/format.ts'
import { ErrorNotice, Skeleton } from '#components/ui/panel.tsx'
import { useSettled } from '#components/ui/use-settled.ts'
import type { StageScores } from '#lib/exports/preview-contract.ts'
import { equalCuts, naturalCuts, stageSizes } from '#lib/exports/stage-cuts.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** Of which dataset, and of which of its pairs, an export is. */
export interface ExportedPairs {
  datasetId: string
  filter: ExportParams['filter'] | null
  seed: number
}

/** The narrowest column of each measure's histogram. */
const leastWidths: Record<NonNullable<ExportParams['curriculum']>['by'], number> = { difficulty: 0.25, constraints: 1, bits: 0.5 }
const mostStages = 9

/** Where stages are parted: in numbers, and on the scores that there are, by hand, into equal shares or by natural breaks. */
export function StageFields({ of: { datasetId, filter, seed }, part }: { of: ExportedPairs; part: RecipePart }) {
  const { form, errors, change } = part
  const cuts = numbersIn(form.cuts).filter(Number.isFinite)
  const setCuts = (wanted: readonly number[]): void => change({ cuts: wanted.join(', ') })
  // Scores do not hang on the cuts: however these are written, and move, they need not be asked for again.
  const { params } = readRecipe({ ...form, cuts: '0', epochs: '', replay: '0', control: false })
  const asked = useSettled(params && { datasetId, seed, params: filter ? { ...params, filter } : params })
  const { data, error, refetch } = useQuery(stageScoresQuery(asked))
  const bins = data ? stageBins(data.scores, leastWidths[form.stagesBy]) : null
  return (
    <div className="flex flex-col gap-3 sm:col-span-2">
      <Field label="Parted at" hint="Rising, with commas: two cuts make three stages. A score at a cut is of the stage above it." error={errors.cuts}>
        {(ids) => <Input {...ids} value={form.cuts} onChange={({ target }) => change({ cuts: target.value })} />}
      </Field>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error && asked ? <Skeleton className="h-40" /> : null}
      {data && bins ? (
        <>
          <StageCutsChart bins={bins} cuts={cuts} onMove={(index, cut) => setCuts(cuts.with(index, cut))} />
          <PartEvenly scores={data.scores} stages={cuts.length + 1} onCuts={setCuts} />
          <Sizes scores={data} cuts={cuts} />
        </>
      ) : null}
      {data ? <p className="text-[13px] text-muted">{basisWords(data)}</p> : null}
    </div>
  )
}

/** Cuts that a program finds. */
function PartEvenly({ scores, stages, onCuts }: { scores: StageScores['scores']; stages: number; onCuts: (cuts: number[]) => void }) {
  const [wanted, setWanted] = useState(Math.max(2, stages))
  const isPossible = scores.length >= wanted
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Field label="So many stages">
        {(ids) => (
          <Select {...ids} value={wanted} onChange={({ target }) => setWanted(Number(target.value))}>
            {Array.from({ length: mostStages - 1 }, (_, n) => (
              <option key={n} value={n + 2}>
                {n + 2}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button disabled={!isPossible} onClick={() => onCuts(equalCuts(scores, wanted))}>
        Equal shares
      </Button>
      <Button disabled={!isPossible} onClick={() => onCuts(naturalCuts(scores, wanted))}>
        Natural breaks
      </Button>
      {isPossible ? null : <p className="text-[13px] text-muted">{`There are only ${formatNumber(scores.length)} different scores.`}</p>}
    </div>
  )
}

function Sizes({ scores: { scores }, cuts }: { scores: StageScores; cuts: readonly number[] }) {
  const sizes = stageSizes(scores, cuts)
  const all = sizes.reduce((sum, size) => sum + size, 0)
  return (
    <ol aria-label="Rows of each stage" className="flex flex-col gap-0.5 text-[13px] tabular-nums">
      {sizes.map((size, n) => (
        <li key={n} className={size === 0 ? 'text-warn' : undefined}>
          {`Stage ${n + 1}, ${boundWords(cuts[n - 1], cuts[n])}: ${size === 0 ? 'no rows' : `${formatNumber(size)} ${size === 1 ? 'row' : 'rows'}, ${formatShare(size / all)}`}`}
        </li>
      ))}
    </ol>
  )
}

function boundWords(from: number | undefined, to: number | undefined): string {
  if (from === undefined) return to === undefined ? 'all scores' : `below ${formatNumber(to)}`
  return to === undefined ? `from ${formatNumber(from)}` : `from ${formatNumber(from)} to below ${formatNumber(to)}`
}

function basisWords({ scores, unscored, of, isSample, looked }: StageScores): string {
  const rows = scores.reduce((sum, [, n]) => sum + n, 0)
  const basis = isSample ? `Rows of training of ${formatNumber(of)} pairs that stand for the dataset${looked === null ? '' : `, found among ${formatNumber(looked)}`}; the shares are those of the export, nearly.` : 'All rows of training.'
  const left = unscored === 0 ? '' : ` ${formatNumber(unscored)} ${unscored === 1 ? 'pair stays' : 'pairs stay'} out, for no model has rated ${unscored === 1 ? 'its' : 'their'} difficulty: a run with the step “Rate the difficulty” does.`
  return rows === 0 ? `No row of training has a score.${left}` : `${basis}${left}`
}
