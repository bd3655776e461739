'use client'

import { StartBacktranslation } from '#components/runs/start-backtranslation.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { RunView } from '#lib/runs/contract.ts'

/** Where to go from a run that has ended well. */
export function NextSteps({ run }: { run: RunView }) {
  if (!run.datasetId || (run.status !== 'done' && run.status !== 'partial')) return null
  const dataset = `/datasets/${run.datasetId}`
  return (
    <Panel title="Next">
      <div className="flex flex-wrap items-end gap-3">
        {run.kind === 'import' ? <StartBacktranslation datasetId={run.datasetId} /> : null}
        {run.kind === 'export' && run.exportId ? (
          <LinkButton href={`/exports/${run.exportId}`} variant="primary">
            Open the export
          </LinkButton>
        ) : null}
        {run.kind === 'backtranslate' || run.kind === 'verify' || (run.counts.made?.constraints ?? 0) > 0 ? (
          <LinkButton href={`${dataset}/review`} variant={run.kind === 'import' ? 'secondary' : 'primary'}>
            Review
          </LinkButton>
        ) : null}
        <LinkButton href={`${dataset}/browse`}>Browse the pairs</LinkButton>
        <LinkButton href={`${dataset}/statistics`}>Statistics</LinkButton>
      </div>
    </Panel>
  )
}
