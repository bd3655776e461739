'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { Dices } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { api } from '#components/api/client.ts'
import { browseHref, filterOf } from '#components/browse/filter.ts'
import { useBrowse } from '#components/browse/use-browse.ts'
import { OfThePairs } from '#components/exports/of-the-pairs.tsx'
import { formatHint } from '#components/exports/export-words.ts'
import { LicenseCheck } from '#components/exports/license-check.tsx'
import { pairCountQuery } from '#components/exports/queries.ts'
import { ChoiceField, NumberField, Section } from '#components/exports/recipe-controls.tsx'
import { CapFields, ColumnField, ConstraintFields, FileFields, MixFields, PromptFields } from '#components/exports/recipe-fields.tsx'
import { initialRecipe, readRecipe, type RecipeForm } from '#components/exports/recipe-form.ts'
import { RecipePreview } from '#components/exports/recipe-preview.tsx'
import { TruthGateNote } from '#components/exports/truth-gate-note.tsx'
import { preferenceCountsQuery } from '#components/preferences/queries.ts'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { Field, Input, Select } from '#components/ui/field.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ErrorNotice, PageHeader, Panel } from '#components/ui/panel.tsx'
import { formatLabel, thingsOf } from '#lib/exports/format-names.ts'
import { fileTypeLabels } from '#lib/exports/file-type-names.ts'
import { exportParams, type ExportParams } from '#lib/exports/recipe.ts'
import type { RunView, StartRunInput } from '#lib/runs/contract.ts'

const useWords: Record<ExportParams['use'], string> = { unstated: 'Not stated', research: 'Research, not commercial', commercial: 'Commercial use' }

const formId = 'new-export'
const maxSeed = 2_147_483_647

/** Asks what the export shall be, shows what comes of it, starts the run and goes to it. */
export function NewExport({ datasetId }: { datasetId: string }) {
  const router = useRouter()
  const [form, setForm] = useState(initialRecipe)
  const [seed, setSeed] = useState('0')
  // What comes later, such as a file that was imported meanwhile, must not undo what was typed since.
  const change = (part: Partial<RecipeForm>): void => setForm((current) => ({ ...current, ...part }))
  const start = useMutation({
    mutationFn: (input: StartRunInput) => api<RunView>('/api/v1/runs', { body: input }),
    onSuccess: (run) => router.push(`/runs/${run.id}`),
  })
  const browse = useBrowse()
  const filter = filterOf(browse.filter)
  const { params: recipe, errors } = readRecipe(form)
  const isSeed = /^\d+$/.test(seed) && Number(seed) <= maxSeed
  const params = recipe && browse.active.length > 0 ? { ...recipe, filter } : recipe
  const part = { form, errors: errors ?? {}, change }
  const things = thingsOf(form.format)
  const composes = things === 'pairs'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (params && isSeed) start.mutate({ kind: 'export', datasetId, seed: Number(seed), params })
  }
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader
        title="New export"
        description="Writes what was accepted as training data. The preview shows what comes of it, before it is run."
        actions={
          <>
            <LinkButton href={`/datasets/${datasetId}/exports`}>Cancel</LinkButton>
            <Button type="submit" form={formId} variant="primary" loading={start.isPending}>
              Export
            </Button>
          </>
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <Panel title="Recipe">
          <form id={formId} onSubmit={submit} className="flex flex-col gap-4" aria-label="Recipe">
            {start.error ? <ErrorNotice error={start.error} /> : null}
            <OfThePairs datasetId={datasetId} filter={filter} onAll={browse.clear} />
            {things === 'preferences' ? <PreferencesThatLeave datasetId={datasetId} /> : things === 'answers' ? <AnswersThatLeave datasetId={datasetId} /> : <WhatLeaves datasetId={datasetId} />}
            <Section title="Format">
              <Field label="Format" hint={formatHint(form.format)} error={part.errors.format}>
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
              <ChoiceField label="File type" hint="In CSV, lists and objects are JSON text." error={part.errors.fileType} words={fileTypeLabels} value={form.fileType} onChoose={(fileType) => change({ fileType })} />
              <ColumnField {...part} />
              <ChoiceField label="Intended use" hint="What the licences are held to, in the check beside and in the card." words={useWords} value={form.use} onChoose={(use) => change({ use })} />
              <Field label="Seed" hint="The same decisions, recipe and seed give the same bytes." error={isSeed ? undefined : `A whole number from 0 to ${formatNumber(maxSeed)}.`}>
                {(ids) => (
                  <div className="flex gap-2">
                    <Input {...ids} type="number" inputMode="numeric" step={1} required min={0} max={maxSeed} className="flex-1" value={seed} onChange={({ target }) => setSeed(target.value)} />
                    <Button aria-label="Throw the dice for another seed" onClick={() => setSeed(String(Math.floor(Math.random() * maxSeed)))}>
                      <Dices size={16} aria-hidden="true" />
                    </Button>
                  </div>
                )}
              </Field>
            </Section>
            {!composes ? (
              <Section title="Constraints">
                <NumberField part={part} name="minConstraints" label="Constraints a pair, at least" hint={things === 'answers' ? 'Lists of which fewer are kept stay behind.' : 'Preferences with fewer stay behind.'} min={1} max={50} />
                <CapFields {...part} things={things === 'answers' ? 'Answers' : 'Preferences'} />
              </Section>
            ) : (
              <>
                <ConstraintFields {...part} />
                <PromptFields {...part} />
                <MixFields {...part} datasetId={datasetId} />
              </>
            )}
            <FileFields {...part} of={{ datasetId, filter: browse.active.length > 0 ? filter : null, seed: isSeed ? Number(seed) : 0 }} />
            <TruthGateNote />
          </form>
        </Panel>
        <div className="flex flex-col gap-4 lg:sticky lg:top-4">
          <LicenseCheck datasetId={datasetId} {...part} />
          <RecipePreview datasetId={datasetId} params={isSeed ? params : null} seed={Number(seed)} />
        </div>
      </div>
    </div>
  )
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

function AnswersThatLeave({ datasetId }: { datasetId: string }) {
  return (
    <p>
      What models <Link href={`/datasets/${datasetId}/browse?origin=llm`} className="font-medium text-accent hover:underline">back-translated</Link> can leave where people have decided every constraint of an answer. What is kept passes its checker, wherever it has one.
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
