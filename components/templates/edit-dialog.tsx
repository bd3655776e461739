'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { api } from '#components/api/client.ts'
import { DiffText } from '#components/review/diff-text.tsx'
import { announce } from '#components/shell/announcer.tsx'
import { wordingEditQuery } from '#components/templates/queries.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field, Textarea } from '#components/ui/field.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ErrorNotice, Spinner } from '#components/ui/panel.tsx'
import { useSettled } from '#components/ui/use-settled.ts'
import type { EditedExample, TemplateView, WordingEdit } from '#lib/review/templates/contract.ts'

interface EditDialogProps {
  datasetId: string
  template: TemplateView
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Another wording for all undecided look-alikes: what each becomes is shown and checked first. */
export function EditDialog({ datasetId, template, open, onOpenChange }: EditDialogProps) {
  const [text, setText] = useState(template.text)
  const edit = useSettledEdit(text.trim(), template)
  const preview = useQuery(wordingEditQuery(datasetId, open ? edit : null))
  const shown = edit && preview.data
  const client = useQueryClient()
  const start = useMutation({
    mutationFn: (input: WordingEdit & { expected: number }) => api(`/api/v1/datasets/${datasetId}/templates/edit`, { body: input }),
    onSuccess: (_, { expected }) => {
      announce(`Rewording ${expected} constraints`)
      onOpenChange(false)
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['datasets', datasetId] }),
  })
  const ready = edit && shown && !preview.isFetching && edit.to === text.trim() ? shown.count : 0
  return (
    <Dialog
      wide
      open={open}
      onOpenChange={onOpenChange}
      title="Edit this wording"
      description="All undecided constraints that look like it. Each is checked again; those that hold are accepted with their new text."
      footer={
        <Button variant="primary" disabled={ready === 0} loading={start.isPending} onClick={() => edit && start.mutate({ ...edit, expected: ready })}>
          {ready === 0 ? 'Reword' : `Reword ${ready === 1 ? 'this constraint' : `these ${formatNumber(ready)} constraints`}`}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="New wording" hint="{1}, {2}, … are filled with what stands in each constraint.">
          {(ids) => <Textarea {...ids} dir="auto" className="!min-h-14" value={text} onChange={(event) => setText(event.target.value)} />}
        </Field>
        {preview.error && edit ? <ErrorNotice error={preview.error} /> : null}
        {edit && preview.isFetching ? <Spinner label="Checking each of them" /> : null}
        {shown && !preview.isFetching ? (
          <>
            <Edited title={`${formatNumber(shown.count)} would be reworded${shown.count > shown.sample.length ? `, such as these ${shown.sample.length}` : ''}`} rows={shown.sample} testId="would-hold" />
            {shown.leftOutCount > 0 ? (
              <Edited title={`${formatNumber(shown.leftOutCount)} are left as they are: the new text does not hold, or can no longer be checked`} rows={shown.leftOut} testId="left-out" />
            ) : null}
            {shown.beyond > 0 ? <p className="text-muted">{formatNumber(shown.beyond)} more come after these.</p> : null}
          </>
        ) : null}
        {start.error ? <ErrorNotice error={start.error} /> : null}
      </div>
    </Dialog>
  )
}

function Edited({ title, rows, testId }: { title: string; rows: readonly EditedExample[]; testId: string }): ReactNode {
  return (
    <section aria-label={title} data-testid={testId} className="flex flex-col gap-1">
      <h3 className="font-medium">{title}</h3>
      {rows.length === 0 ? null : (
        // The list scrolls, so that the keyboard has to reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ol tabIndex={0} aria-label={title} className="max-h-52 divide-y divide-line overflow-y-auto rounded-md border border-line">
          {rows.map(({ constraintId, before, after, detail }) => (
            <li key={constraintId} className="px-3 py-1.5">
              <DiffText before={before} after={after} />
              {detail ? <p className="text-[13px] text-muted">{detail}</p> : null}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

/** The edit once the typing pauses; null while it is the wording as it was. */
function useSettledEdit(text: string, { type, template, text: before }: TemplateView): WordingEdit | null {
  const settled = useSettled(text)
  return settled === '' || settled === before ? null : { type, template, to: settled }
}
