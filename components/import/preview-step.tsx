'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { Assumptions } from '#components/import/assumptions.tsx'
import { ColumnMapping, missingRoles } from '#components/import/column-mapping.tsx'
import { PreviewFormat } from '#components/import/preview-format.tsx'
import { PreviewReport } from '#components/import/preview-report.tsx'
import type { Uploaded } from '#components/import/upload.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice, Panel } from '#components/ui/panel.tsx'
import type { Preview } from '#lib/pairs/detect.ts'
import type { FieldMapping } from '#lib/pairs/record.ts'
import type { RunView, StartRunInput } from '#lib/runs/contract.ts'

interface PreviewStepProps {
  datasetId: string
  datasetLicense: string | null
  uploaded: Uploaded
}

/** What was found in the file, what to change about it, and the import itself. */
export function PreviewStep({ datasetId, datasetLicense, uploaded }: PreviewStepProps) {
  const router = useRouter()
  const { uploadId, fileName } = uploaded
  const [preview, setPreview] = useState<Preview>(uploaded.preview)
  const [assumed, setAssumed] = useState({ source: '', license: '' })
  const again = useMutation({
    mutationFn: (mapping: FieldMapping) => api<{ preview: Preview }>(`/api/v1/uploads/${uploadId}/preview`, { body: { mapping } }),
    onSuccess: (answer) => setPreview(answer.preview),
  })
  const start = useMutation({
    mutationFn: () => {
      const source = assumed.source.trim()
      const license = assumed.license.trim()
      const said = { ...(source ? { source } : {}), ...(license ? { license } : {}) }
      const input: StartRunInput = { kind: 'import', datasetId, params: { uploadId, fileName, mapping: preview.mapping, ...said } }
      return api<RunView>('/api/v1/runs', { body: input })
    },
    onSuccess: (run) => router.push(`/runs/${run.id}`),
  })
  const busy = again.isPending || start.isPending || start.isSuccess
  if (preview.container === 'unknown') return <ErrorNotice error={new Error(whyUnreadable(preview, fileName))} />
  return (
    <>
      <Panel>
        <div className="flex flex-col gap-4">
          <PreviewFormat preview={preview} fileName={fileName} busy={busy} onFormat={(format) => again.mutate({ format })} />
          {preview.columns.length > 0 ? (
            <ColumnMapping preview={preview} busy={busy} onColumns={(columns) => again.mutate({ format: preview.format, columns })} />
          ) : null}
          {again.error ? <ErrorNotice error={again.error} /> : null}
          <Assumptions assumed={assumed} onChange={setAssumed} fileName={fileName} datasetLicense={datasetLicense} />
        </div>
      </Panel>
      <PreviewReport preview={preview} />
      <section aria-label="Start" className="sticky bottom-0 -mx-6 -mb-6 flex flex-col gap-2 border-t border-line bg-panel px-6 py-3">
        {start.error ? <ErrorNotice error={start.error} /> : null}
        <div className="flex items-center justify-between gap-4">
          <p className="text-muted">{advice(preview)}</p>
          <Button
            variant="primary"
            disabled={preview.pairs.length === 0 || busy}
            loading={start.isPending || start.isSuccess}
            onClick={() => start.mutate()}
          >
            Import
          </Button>
        </div>
      </section>
    </>
  )
}

/** What kind of file it is instead of one with records, and what to do about it. */
function whyUnreadable({ errors }: Preview, fileName: string): string {
  return `${fileName} holds no records that can be read: ${errors[0]?.reason ?? 'its kind is not known'}.`
}

/** The one thing to know or do before the import. */
function advice(preview: Preview): string {
  const missing = missingRoles(preview)
  if (missing.length > 0) return `Choose the column of the ${missing.map((label) => label.toLowerCase()).join(' and of the ')} first.`
  if (preview.pairs.length === 0) return 'No pair could be read this way: choose another format or other columns.'
  return 'Exact duplicates are left out and counted; records that cannot be read are listed with line, field and reason.'
}
