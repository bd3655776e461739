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
import type { RunPage } from '#lib/runs/contract.ts'

interface ComparedChoiceProps {
  datasetId: string
  /** The filter that is compared with, as the box has it. */
  text: string
  problem: string | undefined
  onChoose: (text: string) => void
}

/** Chooses what to compare with: a saved view, a run, or any filter. */
export function ComparedChoice({ datasetId, text, problem, onChoose }: ComparedChoiceProps) {
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
