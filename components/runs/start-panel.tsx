'use client'

import { useDataset } from '#components/api/datasets.ts'
import { StartBacktranslation } from '#components/runs/start-backtranslation.tsx'
import { StartVerification } from '#components/runs/start-verification.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { Panel } from '#components/ui/panel.tsx'

/** What can be begun on a dataset's pairs. */
export function StartPanel({ datasetId }: { datasetId: string }) {
  const { data: dataset } = useDataset(datasetId)
  if (!dataset) return null
  return (
    <Panel title={`Start on ${dataset.name}`}>
      {dataset.pairs === 0 ? (
        <div className="flex items-center justify-between gap-4">
          <p className="text-muted">This dataset has no pairs yet.</p>
          <LinkButton href={`/datasets/${datasetId}/import`} variant="primary">
            Import a file
          </LinkButton>
        </div>
      ) : (
        <div className="grid grid-cols-1 gap-x-10 gap-y-4 lg:grid-cols-[3fr_2fr_2fr]">
          <div className="flex flex-col gap-3">
            <p className="text-muted">
              Measures each of {formatNumber(dataset.pairs)} responses and states what it meets. Types a pair has already are left as they are.
            </p>
            <StartBacktranslation datasetId={datasetId} />
          </div>
          <div className="flex flex-col items-start justify-between gap-3">
            <p className="text-muted">
              Checks {formatNumber(dataset.constraints)} constraints again with the checkers as they are now. Decisions stay as they are.
            </p>
            <StartVerification datasetId={datasetId} />
          </div>
          <div className="flex flex-col items-start justify-between gap-3">
            <p className="text-muted">Has a model refine, back-translate, judge or evolve. What it would cost is said before.</p>
            <LinkButton href={`/datasets/${datasetId}/generate`}>Generate…</LinkButton>
          </div>
        </div>
      )}
    </Panel>
  )
}
