'use client'

import { StartBacktranslation } from '#components/runs/start-backtranslation.tsx'
import { hasEnded } from '#components/runs/run-words.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { RunView } from '#lib/runs/contract.ts'

/** Where to go from a run that has ended and left something behind. */
export function NextSteps({ run }: { run: RunView }) {
  if (!run.datasetId || !hasEnded(run)) return null
  const dataset = `/datasets/${run.datasetId}`
  if (run.status === 'failed' || (run.status === 'cancelled' && run.counts.out === 0)) {
    return run.kind === 'import' ? (
      <Panel title="Next">
        <LinkButton href={`${dataset}/import`}>Import another file, or this one in another way</LinkButton>
      </Panel>
    ) : null
  }
  const constraints = run.counts.made?.constraints ?? 0
  if (run.kind === 'decide' || run.kind === 'tag' || run.kind === 'remove') {
    return (
      <Panel title="Next">
        <LinkButton href={`${dataset}/browse`}>Browse pairs</LinkButton>
      </Panel>
    )
  }
  const reviewable = run.kind === 'backtranslate' || run.kind === 'verify' || run.kind === 'generate' || constraints > 0
  return (
    <Panel title="Next">
      <div className="flex flex-wrap items-end gap-3">
        {run.kind === 'import' ? <StartBacktranslation datasetId={run.datasetId} /> : null}
        {run.exportId ? (
          <LinkButton href={`/exports/${run.exportId}`} variant="primary">
            Open the export
          </LinkButton>
        ) : null}
        {run.kind === 'preferences' ? (
          <LinkButton href={`${dataset}/preferences`} variant="primary">
            Look at the preferences
          </LinkButton>
        ) : null}
        {reviewable ? (
          <LinkButton href={`${dataset}/review`} variant={run.kind === 'import' ? 'secondary' : 'primary'}>
            Review
          </LinkButton>
        ) : null}
        <LinkButton href={`${dataset}/browse`}>Browse pairs</LinkButton>
        <LinkButton href={`${dataset}/statistics`}>Statistics</LinkButton>
      </div>
    </Panel>
  )
}
