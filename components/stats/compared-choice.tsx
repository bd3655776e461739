'use client'

import { useState } from 'react'
import type { FilterChoice } from '#components/stats/compare/use-filter-choices.ts'
import { Button } from '#components/ui/button.tsx'
import { Field, Input, Select } from '#components/ui/field.tsx'
import type { DatasetView } from '#lib/datasets/contract.ts'

interface ComparedChoiceProps {
  datasets: readonly DatasetView[]
  /** The dataset that is compared with. */
  datasetId: string
  /** The page's own filter, and what else can be chosen for it. */
  leftText: string
  leftChoices: readonly FilterChoice[]
  /** The filter that is compared with, as the box has it, and what can be chosen for it. */
  text: string
  choices: readonly FilterChoice[]
  problem: string | undefined
  onChooseLeft: (text: string) => void
  onChoose: (text: string) => void
  onChooseDataset: (id: string) => void
}

/** Chooses what stands left and what right: a saved view, a run, or any filter, of this dataset or, on the right, of another. */
export function ComparedChoice({ datasets, datasetId, leftText, leftChoices, text, choices, problem, onChooseLeft, onChoose, onChooseDataset }: ComparedChoiceProps) {
  const [draft, setDraft] = useState(text)
  return (
    <form
      aria-label="What is compared"
      className="flex flex-wrap items-end gap-2 print:hidden"
      onSubmit={(event) => {
        event.preventDefault()
        onChoose(draft.trim())
      }}
    >
      <Choice label="Left" text={leftText} choices={leftChoices} onChoose={onChooseLeft} />
      {datasets.length > 1 ? (
        <Field label="In the dataset">
          {(ids) => (
            <Select {...ids} value={datasetId} onChange={(event) => onChooseDataset(event.target.value)} className="max-w-56">
              {datasets.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </Select>
          )}
        </Field>
      ) : null}
      <Choice label="Beside it" text={text} choices={choices} onChoose={onChoose} />
      <Field label="or a filter" error={problem} className="min-w-56 flex-1">
        {(ids) => <Input {...ids} value={draft} spellCheck={false} maxLength={2000} placeholder="source:beta -verdict:fail" onChange={(event) => setDraft(event.target.value)} className="w-full" />}
      </Field>
      <Button type="submit">Compare</Button>
    </form>
  )
}

function Choice({ label, text, choices, onChoose }: { label: string; text: string; choices: readonly FilterChoice[]; onChoose: (text: string) => void }) {
  const known = choices.some(({ value }) => value === text)
  const group = (kind: FilterChoice['kind']) => choices.filter((choice) => choice.kind === kind).map(({ value, label: name }) => <option key={value} value={value}>{name}</option>)
  const [views, runs] = [group('view'), group('run')]
  return (
    <Field label={label}>
      {(ids) => (
        <Select {...ids} value={known ? text : '?'} onChange={(event) => onChoose(event.target.value)} className="max-w-56">
          {known ? null : <option value="?">A filter</option>}
          {group('all')}
          {views.length > 0 ? <optgroup label="Saved views">{views}</optgroup> : null}
          {runs.length > 0 ? <optgroup label="Runs">{runs}</optgroup> : null}
        </Select>
      )}
    </Field>
  )
}
