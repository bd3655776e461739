'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { savedViewsQuery } from '#components/browse/queries.ts'
import { runName } from '#components/runs/run-words.ts'
import { Button } from '#components/ui/button.tsx'
import { Field, Input, Select } from '#components/ui/field.tsx'
import { formatDate } from '#components/ui/format.ts'
import { printFilter } from '#lib/datasets/filter-language.ts'
import type { DatasetView } from '#lib/datasets/contract.ts'
import type { RunPage } from '#lib/runs/contract.ts'

interface ComparedChoiceProps {
  datasets: readonly DatasetView[]
  /** The dataset that is compared with. */
  datasetId: string
  /** The filter that is compared with, as the box has it. */
  text: string
  problem: string | undefined
  onChoose: (text: string) => void
  onChooseDataset: (id: string) => void
}

/** Chooses what to compare with: a saved view, a run, or any filter, of this dataset or of another. */
export function ComparedChoice({ datasets, datasetId, text, problem, onChoose, onChooseDataset }: ComparedChoiceProps) {
  const { data: views = [] } = useQuery(savedViewsQuery(datasetId))
  const { data: page } = useQuery({ queryKey: ['runs', 'of', datasetId], queryFn: ({ signal }) => api<RunPage>(`/api/v1/runs?datasetId=${datasetId}`, { signal }) })
  const runs = (page?.runs ?? []).filter(({ kind }) => kind !== 'export' && kind !== 'verify')
  const [draft, setDraft] = useState(text)
  const known = [...views.map(({ filter }) => printFilter(filter)), ...runs.map(({ id }) => `run:${id}`), '']
  return (
    <form
      className="flex flex-wrap items-end gap-2 print:hidden"
      onSubmit={(event) => {
        event.preventDefault()
        onChoose(draft.trim())
      }}
    >
      {datasets.length > 1 ? (
        <Field label="In the dataset">
          {(ids) => (
            <Select {...ids} value={datasetId} onChange={(event) => onChooseDataset(event.target.value)} className="max-w-56">
              {datasets.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </Select>
          )}
        </Field>
      ) : null}
      <Field label="Beside it">
        {(ids) => (
          <Select {...ids} value={known.includes(text) ? text : '?'} onChange={(event) => onChoose(event.target.value)}>
            {known.includes(text) ? null : <option value="?">A filter</option>}
            <option value="">All pairs</option>
            {views.length > 0 ? (
              <optgroup label="Saved views">
                {views.map(({ id, name, filter }) => <option key={id} value={printFilter(filter)}>{name}</option>)}
              </optgroup>
            ) : null}
            {runs.length > 0 ? (
              <optgroup label="Runs">
                {runs.map(({ id, kind, createdAt }) => <option key={id} value={`run:${id}`}>{`${runName(kind)}, ${formatDate(createdAt)}`}</option>)}
              </optgroup>
            ) : null}
          </Select>
        )}
      </Field>
      <Field label="or a filter" error={problem} className="min-w-0 flex-1">
        {(ids) => <Input {...ids} value={draft} spellCheck={false} maxLength={2000} placeholder="source:beta -verdict:fail" onChange={(event) => setDraft(event.target.value)} className="w-full" />}
      </Field>
      <Button type="submit">Compare</Button>
    </form>
  )
}
