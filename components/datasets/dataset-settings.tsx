'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toast } from 'sonner'
import { api } from '#components/api/client.ts'
import { useDataset } from '#components/api/datasets.ts'
import { DatasetFields } from '#components/datasets/dataset-fields.tsx'
import { GapsLeft } from '#components/datasets/gaps-left.tsx'
import { GuidelinesFields } from '#components/datasets/guidelines-fields.tsx'
import { PolicyFields } from '#components/datasets/policy-fields.tsx'
import { PolicyRun } from '#components/datasets/policy-run.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ErrorNotice, PageHeader, Panel, Skeleton } from '#components/ui/panel.tsx'
import type { DatasetView } from '#lib/datasets/contract.ts'
import type { RunView } from '#lib/runs/contract.ts'

/** A dataset's name, licence, way of review and guidelines, and its end. */
export function DatasetSettings({ id }: { id: string }) {
  const { data, error, refetch } = useDataset(id)
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader title="Dataset settings" description="Name, licence, order of review and guidelines of this dataset." />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? <SettingsForm key={data.id} dataset={data} /> : error ? null : <Skeleton className="h-60" />}
    </div>
  )
}

function SettingsForm({ dataset }: { dataset: DatasetView }) {
  const queries = useQueryClient()
  const [form, setForm] = useState({ name: dataset.name, description: dataset.description, license: dataset.license ?? '' })
  const [guidelines, setGuidelines] = useState(dataset.guidelines)
  const [note, setNote] = useState('')
  const [policy, setPolicy] = useState(dataset.policy)
  const save = useMutation({
    mutationFn: () => api(`/api/v1/datasets/${dataset.id}`, { method: 'PATCH', body: { ...form, guidelines, policy, guidelinesVersion: dataset.guidelinesVersion, guidelinesNote: note } }),
    onSuccess: async () => {
      setNote('')
      toast.success('Saved.')
      await queries.invalidateQueries({ queryKey: ['datasets'] })
    },
  })
  return (
    <>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Panel title="About">
          <div className="max-w-xl">
            <DatasetFields form={form} onChange={setForm} error={save.error} />
          </div>
        </Panel>
        <Panel title="Review">
          <div className="max-w-xl">
            <PolicyFields policy={policy} onChange={setPolicy} gaps={dataset.policy.order === 'gaps' ? <GapsLeft datasetId={dataset.id} /> : null} />
            <PolicyRun datasetId={dataset.id} />
          </div>
        </Panel>
        <Panel title="Guidelines">
          <GuidelinesFields dataset={dataset} text={guidelines} onText={setGuidelines} note={note} onNote={setNote} />
        </Panel>
        <div>
          <Button type="submit" variant="primary" loading={save.isPending}>
            Save
          </Button>
        </div>
      </form>
      <DeleteDataset dataset={dataset} />
    </>
  )
}

function DeleteDataset({ dataset }: { dataset: DatasetView }) {
  const router = useRouter()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => api<{ run: RunView }>(`/api/v1/datasets/${dataset.id}`, { method: 'DELETE' }),
    onSuccess: async ({ run }) => {
      toast.success(`${dataset.name} is being deleted.`, { action: { label: 'Watch', onClick: () => router.push(`/runs/${run.id}`) } })
      // The list alone: what is known of the dataset itself would be asked for again, and is gone.
      await queries.invalidateQueries({ queryKey: ['datasets'], exact: true })
      router.push('/')
    },
    onError: (error) => toast.error(error.message),
  })
  return (
    <Panel title="Delete">
      <p className="mb-3 text-muted">Deleting takes the pairs, constraints, verdicts, decisions and runs with it. Files already exported stay where you put them.</p>
      <Button variant="danger" loading={remove.isPending} onClick={() => setAsking(true)}>
        Delete this dataset
      </Button>
      <ConfirmDialog open={asking} onOpenChange={setAsking} title="Delete the dataset?" confirmLabel="Delete it" danger typed={dataset.name} onConfirm={() => remove.mutate()}>
        <p>
          {formatNumber(dataset.pairs)} pairs and {formatNumber(dataset.constraints)} constraints with all their decisions go, and whatever runs on it is cancelled. This cannot be undone.
        </p>
        <p className="mt-2">
          It leaves all lists at once, and its name is free. A run then deletes it piece by piece, whether or not this page stays open; it can be cancelled only until the worker begins, a
          moment from now, and then deletes it to the end.
        </p>
      </ConfirmDialog>
    </Panel>
  )
}
