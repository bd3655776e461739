'use client'

import { useState } from 'react'
import { useDataset } from '#components/api/datasets.ts'
import { DropZone } from '#components/import/drop-zone.tsx'
import { PreviewStep } from '#components/import/preview-step.tsx'
import { UploadProgress } from '#components/import/upload-progress.tsx'
import { uploadFile, type Uploaded } from '#components/import/upload.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice, PageHeader } from '#components/ui/panel.tsx'

interface Upload {
  file: File
  progress: number
  cancel: () => void
}

/** A file in, a look at what was found in it, and only then the import. */
export function ImportWizard({ datasetId }: { datasetId: string }) {
  const { data: dataset, error: missing } = useDataset(datasetId)
  const [upload, setUpload] = useState<Upload | null>(null)
  const [uploaded, setUploaded] = useState<Uploaded | null>(null)
  const [error, setError] = useState<unknown>(null)

  async function begin(file: File): Promise<void> {
    const abort = new AbortController()
    setError(null)
    setUpload({ file, progress: 0, cancel: () => abort.abort() })
    try {
      setUploaded(await uploadFile(file, (progress) => setUpload((current) => current && { ...current, progress }), abort.signal))
    } catch (thrown) {
      if (!abort.signal.aborted) setError(thrown)
    }
    setUpload(null)
  }

  if (missing) {
    return (
      <div className="flex flex-col gap-4 p-6">
        <PageHeader title="Import" />
        <ErrorNotice error={missing} />
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader
        title="Import"
        description={dataset ? `Pairs go into ${dataset.name}. Nothing is written before you have seen what was found.` : null}
        actions={uploaded ? <Button onClick={() => setUploaded(null)}>Choose another file</Button> : null}
      />
      {error ? <ErrorNotice error={error} /> : null}
      {uploaded ? (
        <PreviewStep key={uploaded.uploadId} datasetId={datasetId} datasetLicense={dataset?.license ?? null} uploaded={uploaded} />
      ) : upload ? (
        <UploadProgress file={upload.file} ratio={upload.progress} onCancel={upload.cancel} />
      ) : (
        <DropZone onFile={(file) => void begin(file)} />
      )}
    </div>
  )
}
