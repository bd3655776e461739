'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import { api } from '#components/api/client.ts'
import { ResumeDialog } from '#components/generation/resume-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import type { GenerateParams } from '#lib/generation/recipe.ts'
import type { RunAction, RunView } from '#lib/runs/contract.ts'

const offered: Record<RunView['status'], RunAction[]> = {
  queued: ['pause', 'cancel'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  cancelled: ['retry'],
  failed: ['retry'],
  partial: [],
  done: [],
}
/** A dataset is deleted to its end: it can be kept only before anything of it is gone. */
const offeredOfDeletion: Partial<Record<RunView['status'], RunAction[]>> = { queued: ['cancel'], failed: ['retry'] }
const labels: Record<RunAction, string> = { pause: 'Pause', resume: 'Resume', cancel: 'Cancel', retry: 'Take up again' }

interface Asked {
  action: RunAction
  budget?: GenerateParams['budget']
}

/** What can be asked of a run in its state. */
export function RunActions({ run }: { run: RunView }) {
  const queries = useQueryClient()
  const [cancelling, setCancelling] = useState(false)
  const [resuming, setResuming] = useState(false)
  const act = useMutation({
    mutationFn: ({ action, budget }: Asked) => api<RunView>(`/api/v1/runs/${run.id}/actions`, { body: { action, ...(budget ? { budget } : {}) } }),
    onSuccess: (next) => queries.setQueryData(['run', run.id], next),
    onError: (error) => toast.error(error.message),
  })
  const ask = (action: RunAction): void => {
    if (action === 'cancel') setCancelling(true)
    // What stopped it may be its budget.
    else if (action === 'resume' && run.kind === 'generate') setResuming(true)
    else act.mutate({ action })
  }
  const begun = run.startedAt !== null
  const actions = run.kind === 'delete' ? (offeredOfDeletion[run.status] ?? []).filter((action) => action !== 'cancel' || !begun) : run.status === 'partial' && run.kind !== 'import' ? (['retry'] as const) : offered[run.status]
  return (
    <>
      {actions.map((action) => (
        <Button
          key={action}
          variant={action === 'cancel' ? 'danger' : 'secondary'}
          loading={act.isPending && act.variables.action === action}
          onClick={() => ask(action)}
        >
          {run.status === 'partial' ? 'Retry the failed' : labels[action]}
        </Button>
      ))}
      <ConfirmDialog open={cancelling} onOpenChange={setCancelling} title="Cancel this run?" confirmLabel="Cancel the run" danger onConfirm={() => act.mutate({ action: 'cancel' })}>
        <p>
          {cancelWords(run.kind)}
        </p>
      </ConfirmDialog>
      {resuming ? <ResumeDialog run={run} onClose={() => setResuming(false)} onResume={(budget) => act.mutate({ action: 'resume', budget })} /> : null}
    </>
  )
}

/** What becomes of what a run has done when it is cancelled. */
function cancelWords(kind: RunView['kind']): string {
  switch (kind) {
    case 'push':
      return 'Nothing is committed to the repository. It can be taken up again; what was uploaded need not go again.'
    case 'export':
      return 'Nothing of the export is kept. It can be taken up again, and then starts over.'
    case 'decide':
      return 'What has been decided stays so. It can be taken up again where it was, or undone whole by “Undo all” in Browse, under “Decide in bulk”.'
    case 'remove':
      return 'The pairs that are deleted by now stay deleted. It can be taken up again where it was.'
    case 'delete':
      return 'Nothing of the dataset is deleted yet: it comes back as it was. What ran on it stays cancelled.'
    default:
      return 'What it has done so far is kept. It can be taken up again where it was.'
  }
}
