'use client'

import Link from 'next/link'
import { useState } from 'react'
import { useDataset } from '#components/api/datasets.ts'
import { GuidelinesHistory } from '#components/datasets/guidelines-history.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Markdown } from '#components/ui/markdown.tsx'
import { ErrorNotice, Spinner } from '#components/ui/panel.tsx'

/** How this dataset wants its constraints judged, which version that is, and what each version changed. */
export function Guidelines({ datasetId, open, onOpenChange }: { datasetId: string; open: boolean; onOpenChange: (open: boolean) => void }) {
  const dataset = useDataset(datasetId)
  const [history, setHistory] = useState(false)
  const version = dataset.data?.guidelinesVersion ?? 0
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Guidelines"
      wide
      {...(version > 0 ? { description: `Version ${version}` } : {})}
      {...(version > 0 ? { footer: <Button onClick={() => setHistory(!history)}>{history ? 'The guidelines' : 'What changed'}</Button> } : {})}
    >
      {dataset.isPending ? <Spinner /> : null}
      {dataset.isError ? <ErrorNotice error={dataset.error} /> : null}
      {dataset.data && history ? <GuidelinesHistory datasetId={datasetId} /> : null}
      {dataset.data?.guidelines && !history ? <Markdown>{dataset.data.guidelines}</Markdown> : null}
      {dataset.data?.guidelines === '' && !history ? (
        <p className="text-muted">
          This dataset has no guidelines yet. <Link href={`/datasets/${datasetId}/settings`} className="text-accent underline">Write them in its settings</Link>, so that all reviewers judge alike.
        </p>
      ) : null}
    </Dialog>
  )
}
