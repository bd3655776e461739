'use client'

import Link from 'next/link'
import { useDataset } from '#components/api/datasets.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { Markdown } from '#components/ui/markdown.tsx'
import { ErrorNotice, Spinner } from '#components/ui/panel.tsx'

/** How this dataset wants its constraints judged. */
export function Guidelines({ datasetId, open, onOpenChange }: { datasetId: string; open: boolean; onOpenChange: (open: boolean) => void }) {
  const dataset = useDataset(datasetId)
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Guidelines" wide>
      {dataset.isPending ? <Spinner /> : null}
      {dataset.isError ? <ErrorNotice error={dataset.error} /> : null}
      {dataset.data?.guidelines ? <Markdown>{dataset.data.guidelines}</Markdown> : null}
      {dataset.data?.guidelines === '' ? (
        <p className="text-muted">
          This dataset has no guidelines yet. <Link href={`/datasets/${datasetId}/settings`} className="text-accent underline">Write them in its settings</Link>, so that all reviewers judge alike.
        </p>
      ) : null}
    </Dialog>
  )
}
