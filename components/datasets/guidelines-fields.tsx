import { useState } from 'react'
import { GuidelinesHistory } from '#components/datasets/guidelines-history.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field, Input, Textarea } from '#components/ui/field.tsx'
import { Markdown } from '#components/ui/markdown.tsx'
import type { DatasetView } from '#lib/datasets/contract.ts'

interface GuidelinesFieldsProps {
  dataset: DatasetView
  text: string
  onText: (text: string) => void
  note: string
  onNote: (note: string) => void
}

/** Writes the guidelines, beside what reviewers will see; each saved change is a version. */
export function GuidelinesFields({ dataset, text, onText, note, onNote }: GuidelinesFieldsProps) {
  const [history, setHistory] = useState(false)
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <Textarea aria-label="Guidelines, in markdown" className="min-h-64 font-mono text-[13px]" maxLength={50_000} value={text} onChange={(event) => onText(event.target.value)} />
        <section aria-label="Guidelines as reviewers see them" className="rounded-md border border-line p-3">
          <Markdown>{text || '*No guidelines yet.*'}</Markdown>
        </section>
      </div>
      {text === dataset.guidelines ? null : (
        <div className="max-w-xl">
          <Field label="Why this change" hint={`Saving makes version ${dataset.guidelinesVersion + 1}. Decisions from then on are counted under it.`}>
            {(ids) => <Input {...ids} value={note} maxLength={200} onChange={(event) => onNote(event.target.value)} />}
          </Field>
        </div>
      )}
      {dataset.guidelinesVersion > 0 ? (
        <div className="flex flex-col items-start gap-3">
          <Button size="sm" aria-expanded={history} onClick={() => setHistory(!history)}>
            {history ? 'Hide the versions' : `Versions (${dataset.guidelinesVersion})`}
          </Button>
          {history ? <GuidelinesHistory datasetId={dataset.id} /> : null}
        </div>
      ) : null}
    </div>
  )
}
