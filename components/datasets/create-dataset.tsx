'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { api } from '#components/api/client.ts'
import { DatasetFields, emptyDataset } from '#components/datasets/dataset-fields.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { DatasetInput, DatasetView } from '#lib/datasets/contract.ts'

const formId = 'create-dataset'

/** Asks for a new dataset's name, purpose and licence, makes it and goes on to its import. */
export function CreateDataset({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const queries = useQueryClient()
  const router = useRouter()
  const [input, setInput] = useState(emptyDataset)
  const create = useMutation({
    mutationFn: async (body: DatasetInput) => (await api<{ dataset: DatasetView }>('/api/v1/datasets', { body })).dataset,
    onSuccess: async (dataset) => {
      await queries.invalidateQueries({ queryKey: ['datasets'] })
      router.push(`/datasets/${dataset.id}/import`)
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    create.mutate({ ...input, license: input.license.trim() || null })
  }
  const close = (next: boolean): void => {
    if (!next) create.reset()
    onOpenChange(next)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title="New dataset"
      description="A dataset holds instruction-response pairs from one or more files."
      footer={
        <>
          <Button onClick={() => close(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" loading={create.isPending}>
            Create and import
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <DatasetFields form={input} onChange={setInput} error={create.error} />
      </form>
    </Dialog>
  )
}
