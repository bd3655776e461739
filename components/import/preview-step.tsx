'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { MappingFields } from '#components/import/mapping-fields.tsx'
import { PreviewErrors, PreviewPairs } from '#components/import/preview-pairs.tsx'
import type { Uploaded } from '#components/import/upload.ts'
import { Button } from '#components/ui/button.tsx'
import { Field, Input, Select } from '#components/ui/field.tsx'
import { formatBytes, formatPercent } from '#components/ui/format.ts'
import { ErrorNotice, Panel } from '#components/ui/panel.tsx'
import type { Preview } from '#lib/pairs/detect.ts'
import type { FieldMapping } from '#lib/pairs/record.ts'
import type { RunView, StartRunInput } from '#lib/runs/contract.ts'

interface PreviewStepProps {
  datasetId: string
  license: string | null
  uploaded: Uploaded
}

/** What was found in the file, what to change about it, and the import itself. */
export function PreviewStep({ datasetId, license: datasetLicense, uploaded }: PreviewStepProps) {
  const router = useRouter()
  const { uploadId, fileName } = uploaded
  const [preview, setPreview] = useState<Preview>(uploaded.preview)
  const [source, setSource] = useState(fileName.replace(/(\.(jsonl?|csv|tsv|parquet|gz))+$/i, ''))
  const [license, setLicense] = useState(datasetLicense ?? '')
  const again = useMutation({
    mutationFn: (mapping: FieldMapping) => api<{ preview: Preview }>(`/api/v1/uploads/${uploadId}/preview`, { body: { mapping } }),
    onSuccess: (answer) => setPreview(answer.preview),
  })
  const start = useMutation({
    mutationFn: () => {
      const input: StartRunInput = {
        kind: 'import',
        datasetId,
        params: { uploadId, fileName, mapping: preview.mapping, ...(source ? { source } : {}), ...(license ? { license } : {}) },
      }
      return api<RunView>('/api/v1/runs', { body: input })
    },
    onSuccess: (run) => router.push(`/runs/${run.id}`),
  })
  const confidence = preview.formats.find((format) => format.id === preview.format)?.confidence
  return (
    <>
      <Panel title={fileName}>
        <div className="flex flex-col gap-4">
          <p className="text-muted">
            {formatBytes(preview.bytes)}, {preview.container}
            {preview.gzip ? ', gzip' : ''}
            {confidence === undefined ? '' : `; this format with ${formatPercent(confidence)} confidence`}
          </p>
          <div className="grid gap-3 sm:grid-cols-3">
            <Field label="Format">
              {(ids) => (
                <Select {...ids} value={preview.format} disabled={again.isPending} onChange={(event) => again.mutate({ format: event.target.value })}>
                  {preview.formats.map((format) => (
                    <option key={format.id} value={format.id}>
                      {format.label}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label="Source" hint="For pairs that name none.">
              {(ids) => <Input {...ids} value={source} maxLength={100} onChange={(event) => setSource(event.target.value)} />}
            </Field>
            <Field label="Licence" hint="For pairs that name none.">
              {(ids) => <Input {...ids} value={license} maxLength={100} placeholder="CC-BY-4.0" onChange={(event) => setLicense(event.target.value)} />}
            </Field>
          </div>
          {preview.columns.length > 0 && (preview.format === 'table' || preview.format === 'alpaca') ? (
            <MappingFields preview={preview} onChange={(mapping) => again.mutate(mapping)} busy={again.isPending} />
          ) : null}
          {again.error ? <ErrorNotice error={again.error} /> : null}
          {start.error ? <ErrorNotice error={start.error} /> : null}
          <div className="flex items-center gap-3">
            <Button variant="primary" disabled={preview.pairs.length === 0 || again.isPending} loading={start.isPending} onClick={() => start.mutate()}>
              Import
            </Button>
            <p className="text-muted">
              {preview.pairs.length === 0
                ? 'No pair could be read this way. Choose another format or other columns.'
                : 'Exact duplicates are left out and counted; records that cannot be read are listed with line, field and reason.'}
            </p>
          </div>
        </div>
      </Panel>
      <PreviewErrors preview={preview} />
      <PreviewPairs pairs={preview.pairs} />
    </>
  )
}
