'use client'

import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { useDataset } from '#components/api/datasets.ts'
import { useEndpoints } from '#components/api/endpoints.ts'
import { browseHref, filterOf } from '#components/browse/filter.ts'
import { useBrowse } from '#components/browse/use-browse.ts'
import { Estimate } from '#components/generation/estimate.tsx'
import { emptyDraft, readGeneration, type GenerationDraft } from '#components/generation/generation-draft.ts'
import { asksModel } from '#components/generation/recipe-draft.ts'
import { RecipeBuilder } from '#components/generation/recipe-builder.tsx'
import { filterWords } from '#components/generation/recipe-words.ts'
import { RunSettings } from '#components/generation/run-settings.tsx'
import { useEstimate } from '#components/generation/use-estimate.ts'
import { ViewChoice } from '#components/generation/view-choice.tsx'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { ErrorNotice, PageHeader, Panel, Skeleton } from '#components/ui/panel.tsx'
import type { GenerateParams } from '#lib/generation/recipe.ts'
import type { RunView, StartRunInput } from '#lib/runs/contract.ts'

/** Puts a generation run together, says what it would come to, and starts it. The pairs are those of the filters in the address. */
export function GenerateScreen({ datasetId }: { datasetId: string }) {
  const router = useRouter()
  const { data: dataset } = useDataset(datasetId)
  const { data: list, error: listError, refetch } = useEndpoints()
  const browse = useBrowse()
  const [draft, setDraft] = useState(emptyDraft)
  const [asked, setAsked] = useState(false)
  const endpoints = list?.endpoints ?? []
  // Whoever has one endpoint means that one.
  const chosen: GenerationDraft = draft.endpointId === '' && endpoints.length === 1 && asksModel(draft.steps) ? { ...draft, endpointId: endpoints[0]?.id ?? '' } : draft
  const filter = filterOf(browse.filter)
  const { params, stepErrors, errors } = readGeneration(chosen, filter)
  const estimate = useEstimate(datasetId, params)
  const start = useMutation({
    mutationFn: (input: GenerateParams) => api<RunView>('/api/v1/runs', { body: { kind: 'generate', datasetId, params: input } satisfies StartRunInput }),
    onSuccess: (run) => router.push(`/runs/${run.id}`),
  })
  const currency = endpoints.find(({ id }) => id === chosen.endpointId)?.currency ?? 'USD'
  const nobodyToAsk = list !== undefined && endpoints.length === 0 && asksModel(draft.steps)
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader title="Generate" description="Has a model refine, back-translate, judge or evolve the pairs. What it answers is checked, and nothing of it is accepted by itself." />
      {listError ? <ErrorNotice error={listError} onRetry={() => void refetch()} /> : null}
      {nobodyToAsk ? <NoEndpoint /> : null}
      {!list && !listError ? (
        <Skeleton className="h-60" />
      ) : (
        <form
          noValidate
          className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]"
          onSubmit={(event) => {
            event.preventDefault()
            setAsked(true)
            if (params) start.mutate(params)
          }}
        >
          <Panel title="Steps">
            {asked && errors.steps ? <ErrorNotice className="mb-3" error={new Error(errors.steps)} /> : null}
            <RecipeBuilder drafts={draft.steps} errors={stepErrors} endpoints={endpoints} onChange={(steps) => setDraft({ ...draft, steps })} />
          </Panel>
          <div className="flex flex-col gap-4 lg:sticky lg:top-4">
            <Panel title="Run">
              <p className="mb-3 text-muted">
                Of {dataset?.name ?? 'the dataset'}:{' '}
                <Link href={browseHref(datasetId, filter)} className="text-accent underline">
                  {filterWords(filter)}
                </Link>
                .
              </p>
              <ViewChoice datasetId={datasetId} filter={filter} onChoose={browse.replace} />
              <RunSettings draft={chosen} errors={errors} endpoints={endpoints} currency={currency} onChange={(change) => setDraft({ ...chosen, ...change })} />
            </Panel>
            <Panel title="Estimate">
              {params ? <Estimate estimate={estimate.data} error={estimate.error} behind={estimate.behind} /> : <p className="text-muted">Shown when steps and settings are complete.</p>}
              {start.error ? <ErrorNotice className="mt-3" error={start.error} /> : null}
              <Button type="submit" variant="primary" className="mt-3 w-full" disabled={nobodyToAsk || (asked && !params) || estimate.data?.pairs === 0} loading={start.isPending || start.isSuccess}>
                Start the run
              </Button>
            </Panel>
          </div>
        </form>
      )}
    </div>
  )
}

function NoEndpoint() {
  return (
    <div role="status" className="flex flex-wrap items-center justify-between gap-3 rounded-md border border-warn bg-warn-soft px-4 py-3 text-warn">
      <p className="max-w-3xl">
        There is no endpoint yet: these steps need a model to ask. Start one, such as vLLM on a GPU (docs/gpu.md has the commands for one to eight), and add its address. Back-translation by
        rule works without.
      </p>
      <LinkButton href="/settings/endpoints">Settings, Endpoints</LinkButton>
    </div>
  )
}
