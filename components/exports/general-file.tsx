'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { api } from '#components/api/client.ts'
import { uploadFile, type Uploaded } from '#components/import/upload.ts'
import { Button } from '#components/ui/button.tsx'
import { FileInput } from '#components/ui/field.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ErrorNotice } from '#components/ui/panel.tsx'
import type { DatasetView } from '#lib/datasets/contract.ts'
import { endedStatuses, type RunView, type StartRunInput } from '#lib/runs/contract.ts'

/** How often it is asked how far the import is, in milliseconds. */
const askEvery = 500

interface Imported {
  name: string
  run: RunView
}

/**
 * Takes a general set from a file on this machine: shows what it is taken for, imports it as a dataset of its own, and chooses that. The recipe names
 * a dataset, not a file, so that anybody can make the export again.
 */
export function GeneralFile({ onImported }: { onImported: (datasetName: string) => void }) {
  const client = useQueryClient()
  const id = useId()
  const [uploaded, setUploaded] = useState<Uploaded | null>(null)
  const upload = useMutation({
    mutationFn: (file: File) => uploadFile(file, () => {}, new AbortController().signal),
    onSuccess: setUploaded,
  })
  const take = useMutation({
    mutationFn: importAsDataset,
    onSuccess: async ({ name }) => {
      await client.invalidateQueries({ queryKey: ['datasets'] })
      setUploaded(null)
      onImported(name)
    },
  })
  const error = upload.error ?? take.error
  return (
    <div className="flex flex-col gap-2 sm:col-span-2">
      <div className="flex flex-wrap items-center gap-2 text-[13px]">
        <label htmlFor={id} className="font-medium text-muted">
          or a file, such as one of ShareGPT
        </label>
        <FileInput
          id={id}
          accept=".json,.jsonl,.gz,.csv,.tsv,.parquet"
          disabled={upload.isPending || take.isPending}
          onChange={({ target }) => {
            const file = target.files?.[0]
            setUploaded(null)
            if (file) upload.mutate(file)
          }}
        />
      </div>
      {error ? <ErrorNotice error={error} /> : null}
      {uploaded ? (
        <div className="flex flex-wrap items-center justify-between gap-2 rounded-md border border-line bg-sunken px-3 py-2 text-[13px]">
          <p>{foundWords(uploaded)}</p>
          <Button size="sm" loading={take.isPending} disabled={uploaded.preview.pairs.length === 0} onClick={() => take.mutate(uploaded)}>
            Import it as a dataset
          </Button>
        </div>
      ) : null}
      <p role="status" className="text-[13px] text-muted">
        {upload.isPending ? 'Looking into the file…' : take.isPending ? 'Importing…' : take.data ? `${formatNumber(take.data.run.counts.out)} pairs of it are in ${take.data.name}, and chosen.` : ''}
      </p>
    </div>
  )
}

function foundWords({ fileName, preview }: Uploaded): string {
  const format = preview.formats.find(({ id }) => id === preview.format)?.label ?? preview.format
  return preview.pairs.length === 0 ? `${fileName}: no pairs were found in its first records. Import it by hand, where its columns can be named.` : `${fileName} reads as ${format}. It becomes a dataset of its own, whose licence is not stated.`
}

/** Imports an uploaded file into a dataset named after it. Throws ApiError, and an Error where the import does not end well. */
async function importAsDataset({ uploadId, fileName, preview }: Uploaded): Promise<Imported> {
  const { dataset } = await api<{ dataset: DatasetView }>('/api/v1/datasets', { body: { name: nameFor(fileName) } })
  const input: StartRunInput = { kind: 'import', datasetId: dataset.id, params: { uploadId, fileName, mapping: preview.mapping } }
  let run = await api<RunView>('/api/v1/runs', { body: input })
  while (!endedStatuses.includes(run.status)) {
    await new Promise((resolve) => setTimeout(resolve, askEvery))
    run = (await api<{ run: RunView }>(`/api/v1/runs/${run.id}`)).run
  }
  if (run.counts.out === 0) throw new Error(run.error ?? `No pair of ${fileName} could be read. The run of the import lists why.`)
  return { name: dataset.name, run }
}

/** The file's name without its endings, and with the time: it must be no other dataset's. */
function nameFor(fileName: string): string {
  const base = fileName.replace(/(\.(jsonl?|csv|tsv|parquet|gz))+$/i, '').slice(0, 80)
  return `${base === '' ? 'General set' : base} ${new Date().toISOString().slice(0, 19).replace('T', ' ')}`
}
