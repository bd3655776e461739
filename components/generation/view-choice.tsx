'use client'

import { useQuery } from '@tanstack/react-query'
import { savedViewsQuery } from '#components/browse/queries.ts'
import { Field, Select } from '#components/ui/field.tsx'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { printFilter } from '#lib/datasets/filter-language.ts'

interface ViewChoiceProps {
  datasetId: string
  filter: PairFilter
  onChoose: (filter: PairFilter) => void
}

/** Chooses the pairs of a run by a saved view; nothing where the dataset has none. */
export function ViewChoice({ datasetId, filter, onChoose }: ViewChoiceProps) {
  const { data: views } = useQuery(savedViewsQuery(datasetId))
  if (!views || views.length === 0) return null
  const present = printFilter(filter)
  const chosen = views.find((view) => printFilter(view.filter) === present)
  return (
    <Field label="Pairs of the view" className="mb-3">
      {(ids) => (
        <Select {...ids} value={chosen?.id ?? ''} onChange={(event) => onChoose(views.find(({ id }) => id === event.target.value)?.filter ?? {})}>
          <option value="">{present === '' ? 'All pairs' : chosen ? 'All pairs instead' : 'As filtered'}</option>
          {views.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
