'use client'

import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api } from '#components/api/client.ts'
import { uploadFile } from '#components/import/upload.ts'
import { Button } from '#components/ui/button.tsx'
import { Field, FileInput, Input, Select } from '#components/ui/field.tsx'
import { ErrorNotice } from '#components/ui/panel.tsx'
import type { EvaluationInput, EvaluationView, PromptsFrom } from '#lib/evaluation/contract.ts'
import { evaluationFile } from '#lib/evaluation/evaluation-file.ts'
import { nameFromFile } from '#lib/evaluation/name-from-file.ts'
import type { ExportView } from '#lib/exports/contract.ts'

type Role = 'before' | 'after' | 'prompts'

/** Asks for the answers before and after and for what they answer, sends the files, and has them compared. */
export function EvaluationForm({ export: made, onAdded, onLeft }: { export: ExportView; onAdded: (evaluation: EvaluationView) => void; onLeft: () => void }) {
  const split = evaluationFile(made.format, made.manifest.files)
  const [files, setFiles] = useState<Partial<Record<Role, File>>>({})
  const [promptsFrom, setPromptsFrom] = useState<PromptsFrom>(split ? 'split' : 'file')
  const [typed, setTyped] = useState<Partial<Record<'baseModel' | 'trainedModel' | 'benchmark', string>>>({})
  const [errors, setErrors] = useState<Partial<Record<Role, string>>>({})
  const names = {
    baseModel: typed.baseModel ?? stem(files.before),
    trainedModel: typed.trainedModel ?? stem(files.after),
    benchmark: typed.benchmark ?? { split: `${split?.name ?? 'test'} of the export`, file: stem(files.prompts), answers: '' }[promptsFrom],
  }
  const add = useMutation({
    mutationFn: async ({ before, after, prompts }: { before: File; after: File; prompts: File | undefined }) => {
      const sent = async (file: File) => {
        const { uploadId } = await uploadFile(file, () => {}, new AbortController().signal)
        return { uploadId, fileName: file.name.toWellFormed().slice(0, 200) }
      }
      const body: EvaluationInput = {
        baseModel: names.baseModel.trim() || stem(before),
        trainedModel: names.trainedModel.trim() || stem(after),
        benchmark: names.benchmark.trim() || 'prompts of the answers',
        promptsFrom,
        before: await sent(before),
        after: await sent(after),
        ...(promptsFrom === 'file' && prompts ? { prompts: await sent(prompts) } : {}),
      }
      return (await api<{ evaluation: EvaluationView }>(`/api/v1/exports/${made.id}/evaluations`, { body })).evaluation
    },
    onSuccess: onAdded,
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const { before, after, prompts } = files
    setErrors({ ...(before ? {} : { before: 'Choose a file.' }), ...(after ? {} : { after: 'Choose a file.' }), ...(promptsFrom !== 'file' || prompts ? {} : { prompts: 'Choose a file.' }) })
    if (before && after && (promptsFrom !== 'file' || prompts)) add.mutate({ before, after, prompts })
  }
  const chosen = (role: Role, label: string, hint: string) => (
    <Field label={label} error={errors[role]} hint={hint}>
      {(ids) => <FileInput {...ids} accept=".jsonl,.json,.gz,.csv,.parquet" disabled={add.isPending} onChange={({ target }) => setFiles(({ [role]: _, ...others }) => ({ ...others, ...(target.files?.[0] ? { [role]: target.files[0] } : {}) }))} />}
    </Field>
  )
  const name = (key: keyof typeof names, label: string) => (
    <Field label={label}>{(ids) => <Input {...ids} value={names[key]} maxLength={200} autoComplete="off" spellCheck={false} disabled={add.isPending} onChange={({ target }) => setTyped({ ...typed, [key]: target.value })} />}</Field>
  )
  return (
    <form onSubmit={submit} noValidate aria-label="Add an evaluation" className="flex max-w-3xl flex-col gap-3">
      {add.error ? <ErrorNotice error={add.error} /> : null}
      <div className="grid items-start gap-3 sm:grid-cols-2">
        {chosen('before', 'Answers before training', 'Rows of prompt and response as JSON lines, or a result file of IFEval’s script.')}
        {chosen('after', 'Answers after training', 'To the same prompts, of the model that was trained on this export.')}
        {name('baseModel', 'Model before')}
        {name('trainedModel', 'Model after')}
        <Field label="What the prompts ask for is in">
          {(ids) => (
            <Select {...ids} value={promptsFrom} disabled={add.isPending} onChange={({ target }) => setPromptsFrom(target.value as PromptsFrom)}>
              {split ? <option value="split">{split.name} of this export</option> : null}
              <option value="file">a file, such as IFEval’s input_data.jsonl</option>
              <option value="answers">the answers themselves</option>
            </Select>
          )}
        </Field>
        {name('benchmark', 'Prompts are called')}
        {promptsFrom === 'file' ? chosen('prompts', 'File of prompts', 'Rows of prompt, instruction_id_list and kwargs.') : null}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" loading={add.isPending}>
          Compare the answers
        </Button>
        <Button onClick={onLeft}>Leave it</Button>
        <p role="status" className="text-[13px] text-muted">{add.isPending ? 'Sending and verifying the answers…' : ''}</p>
      </div>
    </form>
  )
}

/** What the file gives a name to is called; nothing where there is none yet. */
function stem(file: File | undefined): string {
  return file ? nameFromFile(file.name) : ''
}
