'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { api } from '#components/api/client.ts'
import { methodWords } from '#components/preferences/preference-words.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Checkbox, Field, Input } from '#components/ui/field.tsx'
import { ErrorNotice } from '#components/ui/panel.tsx'
import { preferenceMethods, type PreferenceMethod } from '#lib/preferences/contract.ts'
import type { RunView, StartRunInput } from '#lib/runs/contract.ts'

const formId = 'start-preferences'

const hints: Record<PreferenceMethod, string> = {
  edits: 'The response against its smallest edit that breaks one constraint. No model is asked.',
  mends: 'One constraint more, which the response fails, against its smallest edit that meets it. No model is asked.',
  answers: 'What meets all constraints against what fails one, where a pair’s instruction was answered more than once: sampled, or by pairs that ask the very same.',
  evolved: 'The answer to a harder instruction against a text that answers the easier one.',
}

/** Asks how preferences shall be made, starts the run and goes to it. */
export function StartPreferences({ datasetId, open, onOpenChange }: { datasetId: string; open: boolean; onOpenChange: (open: boolean) => void }) {
  const router = useRouter()
  const [methods, setMethods] = useState<readonly PreferenceMethod[]>(preferenceMethods)
  const [numbers, setNumbers] = useState({ mostPerPair: '3', maxConstraints: '8', seed: '0' })
  const start = useMutation({
    mutationFn: (input: StartRunInput) => api<RunView>('/api/v1/runs', { body: input }),
    onSuccess: (run) => router.push(`/runs/${run.id}`),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const { mostPerPair, maxConstraints, seed } = numbers
    if (methods.length > 0) start.mutate({ kind: 'preferences', datasetId, seed: Number(seed), params: { methods: [...methods], mostPerPair: Number(mostPerPair), maxConstraints: Number(maxConstraints) } })
  }
  const number = (name: keyof typeof numbers, label: string, [min, max]: [number, number], hint: string) => (
    <Field label={label} hint={hint}>
      {(ids) => <Input {...ids} type="number" inputMode="numeric" required step={1} min={min} max={max} value={numbers[name]} onChange={({ target }) => setNumbers({ ...numbers, [name]: target.value })} />}
    </Field>
  )
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Make preferences"
      description="Of accepted constraints that a program can check. What is there already is not made twice."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" loading={start.isPending} disabled={methods.length === 0}>
            Make
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        {start.error ? <ErrorNotice error={start.error} /> : null}
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 text-[13px] font-medium text-muted">From</legend>
          {preferenceMethods.map((method) => (
            <div key={method}>
              <Checkbox
                label={methodWords[method].charAt(0).toUpperCase() + methodWords[method].slice(1)}
                checked={methods.includes(method)}
                onChange={({ target }) => setMethods(preferenceMethods.filter((each) => (each === method ? target.checked : methods.includes(each))))}
              />
              <p className="ms-6 text-[13px] text-faint">{hints[method]}</p>
            </div>
          ))}
        </fieldset>
        <div className="grid gap-4 sm:grid-cols-3">
          {number('mostPerPair', 'Of each a pair, at most', [1, 50], 'The nearest texts first.')}
          {number('maxConstraints', 'Constraints, at most', [1, 50], 'In a composed prompt.')}
          {number('seed', 'Seed', [0, 2_147_483_647], 'Decides the wording.')}
        </div>
      </form>
    </Dialog>
  )
}
