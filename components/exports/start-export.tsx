'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { api } from '#components/api/client.ts'
import { browseHref } from '#components/browse/filter.ts'
import { formatHint, formatLabel } from '#components/exports/export-words.ts'
import { pairCountQuery } from '#components/exports/queries.ts'
import { TruthGateNote } from '#components/exports/truth-gate-note.tsx'
import { preferenceCountsQuery } from '#components/preferences/queries.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Checkbox, Field, Input, Select } from '#components/ui/field.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ErrorNotice } from '#components/ui/panel.tsx'
import { isPreferenceFormat } from '#lib/exports/format-names.ts'
import { fileTypeLabels } from '#lib/exports/file-type-names.ts'
import { exportParams, type ExportParams, type RunView, type StartRunInput } from '#lib/runs/contract.ts'

const formId = 'start-export'
const maxSeed = 2_147_483_647

/** The recipe as people type it; shares in per cent. */
interface Form extends Pick<ExportParams, 'format' | 'instruction' | 'inputPosition' | 'splitBy' | 'dropNearDuplicates' | 'fileType'> {
  minConstraints: string
  usualConstraints: string
  maxConstraints: string
  anyNumber: string
  validation: string
  test: string
  seed: string
}
const initial: Form = {
  format: 'sft-messages',
  minConstraints: '1',
  usualConstraints: '6',
  maxConstraints: '8',
  anyNumber: '30',
  instruction: 'original',
  inputPosition: 'after',
  validation: '0',
  test: '0',
  splitBy: 'pair',
  dropNearDuplicates: false,
  fileType: 'jsonl',
  seed: '0',
}

const instructions: Record<ExportParams['instruction'], string> = { original: 'Original', refined: 'Refined', mixed: 'Seven in ten refined' }
const inputPlaces: Record<ExportParams['inputPosition'], string> = {
  after: 'After instruction and constraints',
  before: 'Before both',
  between: 'Between instruction and constraints',
  twice: 'Between, the instruction said again behind it',
  mixed: 'Mixed',
}
const splitUnits: Record<ExportParams['splitBy'], string> = { pair: 'Pairs', source: 'Whole sources' }

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
  const ofPreferences = isPreferenceFormat(form.format)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (crossed) return
    const { minConstraints, usualConstraints, maxConstraints, anyNumber, validation, test, seed, ...rest } = form
    const counts = { minConstraints: Number(minConstraints), usualConstraints: Number(usualConstraints), maxConstraints: Number(maxConstraints) }
    const shares = { anyNumber: Number(anyNumber) / 100, validation: Number(validation) / 100, test: Number(test) / 100 }
    start.mutate({ kind: 'export', datasetId, seed: Number(seed), params: { ...rest, ...counts, ...shares } })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New export"
      description="Writes what was accepted as training data."
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
        {ofPreferences ? <PreferencesThatLeave datasetId={datasetId} /> : <WhatLeaves datasetId={datasetId} />}
        <Field label="Format" hint={formatHint(form.format)}>
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
          {ofPreferences ? null : (
            <>
              <Field
                label="Constraints a pair, at most"
                hint="Of more, the seed picks which; rare types first."
                error={crossed ? 'This is less than the least: no pair could meet both.' : undefined}
              >
                {(ids) => <NumberInput {...ids} min={1} max={50} value={form.maxConstraints} onValue={(maxConstraints) => change({ maxConstraints })} />}
              </Field>
              <Field label="Usually from" hint="Most prompts state this many or more, where a pair has them.">
                {(ids) => <NumberInput {...ids} min={1} max={50} value={form.usualConstraints} onValue={(usualConstraints) => change({ usualConstraints })} />}
              </Field>
              <Field label="Any number, per cent" hint="This share of the prompts states any number instead.">
                {(ids) => <NumberInput {...ids} min={0} max={100} value={form.anyNumber} onValue={(anyNumber) => change({ anyNumber })} />}
              </Field>
              <Field label="Instruction" hint="Refined where a pair has one; the original otherwise.">
                {(ids) => <Choice {...ids} words={instructions} value={form.instruction} onChoose={(instruction) => change({ instruction })} />}
              </Field>
              <Field label="Input" hint="Where a pair has one: where it stands in the prompt.">
                {(ids) => <Choice {...ids} words={inputPlaces} value={form.inputPosition} onChoose={(inputPosition) => change({ inputPosition })} />}
              </Field>
            </>
          )}
          <Field label="File type" hint="In CSV, lists and objects are JSON text.">
            {(ids) => <Choice {...ids} words={fileTypeLabels} value={form.fileType} onChoose={(fileType) => change({ fileType })} />}
          </Field>
          <Field label="Validation, per cent" hint="Held out in a file of its own.">
            {(ids) => <NumberInput {...ids} min={0} max={90} value={form.validation} onValue={(validation) => change({ validation })} />}
          </Field>
          <Field label="Test, per cent" hint="Held out in a file of its own.">
            {(ids) => <NumberInput {...ids} min={0} max={90} value={form.test} onValue={(test) => change({ test })} />}
          </Field>
          <Field label="Split by" hint="The same instruction and near-duplicates always stay together.">
            {(ids) => <Choice {...ids} words={splitUnits} value={form.splitBy} onChoose={(splitBy) => change({ splitBy })} />}
          </Field>
          <Field label="Seed" hint="The same decisions, recipe and seed give the same bytes.">
            {(ids) => <NumberInput {...ids} min={0} max={maxSeed} value={form.seed} onValue={(seed) => change({ seed })} />}
          </Field>
        </div>
        <Checkbox label="Leave near-duplicates out" checked={form.dropNearDuplicates} onChange={({ target }) => change({ dropNearDuplicates: target.checked })} />
        <TruthGateNote />
      </form>
    </Dialog>
  )
}

/** One of a few words; `words` names every value there is. */
function Choice<T extends string>({ words, value, onChoose, ...ids }: { id: string; words: Record<T, string>; value: T; onChoose: (value: T) => void }) {
  const values = Object.keys(words).filter((key): key is T => key in words)
  return (
    <Select {...ids} value={value} onChange={({ target }) => onChoose(values.find((each) => each === target.value) ?? value)}>
      {values.map((each) => (
        <option key={each} value={each}>
          {words[each]}
        </option>
      ))}
    </Select>
  )
}

function NumberInput({ onValue, ...rest }: { id: string; min: number; max: number; value: string; onValue: (value: string) => void }) {
  return <Input type="number" inputMode="numeric" step={1} required {...rest} onChange={({ target }) => onValue(target.value)} />
}

function PreferencesThatLeave({ datasetId }: { datasetId: string }) {
  const { data: counts } = useQuery(preferenceCountsQuery(datasetId, null))
  if (!counts) return <p className="text-muted">Counting the accepted preferences…</p>
  return (
    <p className={counts.accepted === 0 ? 'rounded-md bg-warn-soft px-3 py-2 text-warn' : undefined}>
      {counts.accepted === 0 ? 'No preference is accepted yet, so the export would be empty. ' : `${formatNumber(counts.accepted)} accepted ${counts.accepted === 1 ? 'preference' : 'preferences'} can leave, in the words of their prompts. `}
      <Link href={`/datasets/${datasetId}/preferences`} className="font-medium underline">
        All preferences
      </Link>
    </p>
  )
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
