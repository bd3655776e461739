'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { api } from '#components/api/client.ts'
import { browseHref } from '#components/browse/filter.ts'
import { formatHints, formatLabel } from '#components/exports/export-words.ts'
import { pairCountQuery } from '#components/exports/queries.ts'
import { TruthGateNote } from '#components/exports/truth-gate-note.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Checkbox, Field, Input, Select } from '#components/ui/field.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ErrorNotice } from '#components/ui/panel.tsx'
import { exportParams, type ExportParams, type RunView, type StartRunInput } from '#lib/runs/contract.ts'

const formId = 'start-export'
const maxSeed = 2_147_483_647

interface Form {
  format: ExportParams['format']
  minConstraints: string
  maxConstraints: string
  instruction: ExportParams['instruction']
  gzip: boolean
  seed: string
}
const initial: Form = { format: 'sft-messages', minConstraints: '1', maxConstraints: '8', instruction: 'original', gzip: false, seed: '0' }

/** Asks what the export shall be, says what will leave, starts the run and goes to it. */
export function StartExport({ datasetId, open, onOpenChange }: { datasetId: string; open: boolean; onOpenChange: (open: boolean) => void }) {
  const router = useRouter()
  const [form, setForm] = useState(initial)
  const change = (part: Partial<Form>): void => setForm({ ...form, ...part })
  const start = useMutation({
    mutationFn: (input: StartRunInput) => api<RunView>('/api/v1/runs', { body: input }),
    onSuccess: (run) => router.push(`/runs/${run.id}`),
  })
  const crossed = Number(form.minConstraints) > Number(form.maxConstraints)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (crossed) return
    const { minConstraints, maxConstraints, seed, ...rest } = form
    const params = { ...rest, minConstraints: Number(minConstraints), maxConstraints: Number(maxConstraints) }
    start.mutate({ kind: 'export', datasetId, seed: Number(seed), params })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New export"
      description="Writes the accepted constraints into their instructions, as training data."
      wide
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" loading={start.isPending}>
            Export
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        {start.error ? <ErrorNotice error={start.error} /> : null}
        <WhatLeaves datasetId={datasetId} />
        <Field label="Format" hint={formatHints[form.format]}>
          {(ids) => (
            <Select {...ids} value={form.format} onChange={({ target }) => change({ format: exportParams.shape.format.catch(form.format).parse(target.value) })}>
              {exportParams.shape.format.options.map((id) => (
                <option key={id} value={id}>
                  {formatLabel(id)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Constraints a pair, at least" hint="Pairs with fewer stay behind.">
            {(ids) => <NumberInput {...ids} min={1} max={50} value={form.minConstraints} onValue={(minConstraints) => change({ minConstraints })} />}
          </Field>
          <Field
            label="Constraints a pair, at most"
            hint="Of more, the seed picks which."
            error={crossed ? 'This is less than the least: no pair could meet both.' : undefined}
          >
            {(ids) => <NumberInput {...ids} min={1} max={50} value={form.maxConstraints} onValue={(maxConstraints) => change({ maxConstraints })} />}
          </Field>
          <Field label="Instruction" hint="Refined where a pair came with one; the original otherwise.">
            {(ids) => (
              <Select {...ids} value={form.instruction} onChange={({ target }) => change({ instruction: target.value === 'refined' ? 'refined' : 'original' })}>
                <option value="original">Original</option>
                <option value="refined">Refined</option>
              </Select>
            )}
          </Field>
          <Field label="Seed" hint="The same decisions, recipe and seed give the same bytes.">
            {(ids) => <NumberInput {...ids} min={0} max={maxSeed} value={form.seed} onValue={(seed) => change({ seed })} />}
          </Field>
        </div>
        <Checkbox label="Compress with gzip" checked={form.gzip} onChange={({ target }) => change({ gzip: target.checked })} />
        <TruthGateNote />
      </form>
    </Dialog>
  )
}

function NumberInput({ onValue, ...rest }: { id: string; min: number; max: number; value: string; onValue: (value: string) => void }) {
  return <Input type="number" inputMode="numeric" step={1} required {...rest} onChange={({ target }) => onValue(target.value)} />
}

function WhatLeaves({ datasetId }: { datasetId: string }) {
  const { data: accepted } = useQuery(pairCountQuery(datasetId, { decision: 'accepted' }))
  const { data: refuted } = useQuery(pairCountQuery(datasetId, { decision: 'accepted', outcome: 'fail' }))
  if (!accepted) return <p className="text-muted">Counting the pairs with an accepted constraint…</p>
  if (accepted.count === 0) {
    return (
      <p className="rounded-md bg-warn-soft px-3 py-2 text-warn">
        No constraint is accepted yet, so the export would be empty.{' '}
        <Link href={`/datasets/${datasetId}/review`} className="font-medium underline">
          Review first
        </Link>
      </p>
    )
  }
  return (
    <p>
      <Link href={browseHref(datasetId, { decision: 'accepted' })} className="font-medium text-accent hover:underline">
        {accepted.more ? 'More than ' : ''}
        {formatNumber(accepted.count)} {accepted.count === 1 && !accepted.more ? 'pair' : 'pairs'}
      </Link>{' '}
      with an accepted constraint can leave.
      {refuted && refuted.count > 0 ? (
        <>
          {' '}
          <Link href={browseHref(datasetId, { decision: 'accepted', outcome: 'fail' })} className="font-medium text-accent hover:underline">
            {refuted.more ? 'More than ' : ''}
            {formatNumber(refuted.count)}
          </Link>{' '}
          of them hold an accepted constraint that is refuted; it stays behind.
        </>
      ) : null}
    </p>
  )
}
