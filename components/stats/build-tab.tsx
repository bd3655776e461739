'use client'

import { parseAsString, useQueryState } from 'nuqs'
import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { BuildControls } from '#components/stats/build-controls.tsx'
import { BuiltFigures } from '#components/stats/built-figures.tsx'
import { BarsChart, type Bar } from '#components/stats/figures/bars-chart.tsx'
import { FigurePanel } from '#components/stats/figures/figure-panel.tsx'
import { simulationQuery } from '#components/stats/queries.ts'
import { sampleWords } from '#components/stats/sample-words.ts'
import { useRowsHref, useScope } from '#components/stats/scope.tsx'
import { formatNumber, formatPercent } from '#components/ui/format.ts'
import { ErrorNotice, Panel, Skeleton } from '#components/ui/panel.tsx'
import { buildRecipe, buildStepLabels, parseBuildFilter, printBuildFilter, type BuildRecipe } from '#lib/datasets/build-filter.ts'
import type { Simulation } from '#lib/stats/contract.ts'

const pauseMs = 200

/** A build tried out: what is asked of pairs and constraints on sliders, and what that leaves, counted by the server. */
export function BuildTab({ licenses }: { licenses: readonly string[] }) {
  const { datasetId, filter } = useScope()
  const [kept, keep] = useQueryState('recipe', parseAsString.withDefault(''))
  const [recipe, setRecipe] = useState<BuildRecipe>(() => parseBuildFilter(kept)?.recipe ?? buildRecipe.parse({}))
  const [asked, setAsked] = useState(recipe)
  useEffect(() => {
    const timer = setTimeout(() => {
      setAsked(recipe)
      void keep(printBuildFilter('kept', recipe))
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [recipe, keep])
  const { data, error, refetch, isFetching } = useQuery(simulationQuery(datasetId, filter, asked))
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[20rem_1fr]">
      <Panel title="What a build asks">
        <BuildControls recipe={recipe} licenses={licenses} onChange={setRecipe} />
      </Panel>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : data ? <Waterfall simulation={data} recipe={asked} counting={isFetching} /> : <Skeleton className="h-72" />}
    </div>
  )
}

function Waterfall({ simulation: { total, steps, kept, sample, built }, recipe, counting }: { simulation: Simulation; recipe: BuildRecipe; counting: boolean }) {
  const rowsHref = useRowsHref()
  const shown = steps.filter(({ step, pairs }) => step !== 'kept' && pairs > 0)
  const left = shown.map((_, index) => total - shown.slice(0, index + 1).reduce((sum, { pairs }) => sum + pairs, 0))
  const href = (step: Simulation['steps'][number]['step']): string | undefined => rowsHref({ build: printBuildFilter(step, recipe) })
  const bars: Bar[] = [
    { key: 'total', label: 'All pairs', value: total, href: rowsHref({}), fill: 'fill-faint' },
    ...shown.map(({ step, pairs }, index): Bar => ({ key: step, label: buildStepLabels[step], from: left[index] ?? 0, value: pairs, href: href(step), fill: 'fill-bad' })),
    { key: 'kept', label: 'Kept', value: kept.pairs, href: href('kept'), fill: 'fill-good' },
  ]
  return (
    <div className="flex flex-col gap-4">
      <p role="status" aria-busy={counting} className="rounded-lg border border-line bg-panel px-4 py-3" data-testid="kept">
        <span className="text-2xl font-semibold tracking-tight tabular-nums">{formatNumber(kept.pairs)}</span>{' '}
        <span className="text-muted">
          of {formatNumber(total)} pairs kept, {formatPercent(kept.pairs / total)}
          {kept.interval ? `; with 95 % between ${formatNumber(kept.interval[0])} and ${formatNumber(kept.interval[1])}` : ''}
        </span>
      </p>
      <FigurePanel
        title="What is left out, and why"
        heads={['Step', 'Pairs']}
        rows={bars.map(({ key, label, value, href: to }) => ({ key, cells: [label, value], href: to }))}
        empty="No pairs."
        note={`A pair is left out by the first step that it does not pass; steps on constraints ask of the same ones, one after the other. ${sampleWords(sample)}`}
      >
        <BarsChart title="Pairs left out, step by step" bars={bars} unit="pairs" whole={total} />
      </FigurePanel>
      <BuiltFigures built={built} sample={sample} recipe={recipe} />
    </div>
  )
}
