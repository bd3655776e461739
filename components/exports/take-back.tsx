'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/panel.tsx'
import type { ExportView } from '#lib/exports/contract.ts'
import { pushParams, type PushView } from '#lib/hub/contract.ts'
import type { RunView, StartRunInput } from '#lib/runs/contract.ts'

/** The keyboard goes on where the first button was. */
function focused(group: HTMLDivElement | null): void {
  group?.focus()
}

/** Takes the files of an export back from where it was pushed, once that is said twice, and goes to the run that does it. */
export function TakeBack({ export: made, push: { repository, branch } }: { export: ExportView; push: PushView }) {
  const router = useRouter()
  const queries = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const start = useMutation({
    mutationFn: (input: StartRunInput) => api<RunView>('/api/v1/runs', { body: input }),
    onSuccess: async (run) => {
      await queries.invalidateQueries({ queryKey: ['exports', made.id, 'pushes'] })
      router.push(`/runs/${run.id}`)
    },
  })
  if (!isAsked) {
    return (
      <Button className="mt-1" aria-label={`Take its files back from ${repository}`} onClick={() => setAsked(true)}>
        Take its files back
      </Button>
    )
  }
  return (
    <div role="group" tabIndex={-1} ref={focused} aria-label={`Take the files back from ${repository}`} className="mt-1 flex max-w-md flex-col gap-2">
      {start.error ? <ErrorNotice error={start.error} /> : null}
      <p className="text-muted">A new commit removes this export's files from {repository}. The Hub's history keeps the earlier revision until you delete it there.</p>
      <div className="flex flex-wrap gap-2">
        <Button variant="danger" loading={start.isPending} onClick={() => start.mutate({ kind: 'push', datasetId: made.datasetId, params: pushParams.parse({ exportId: made.id, repository, branch, withdraw: true }) })}>
          Take them back
        </Button>
        <Button onClick={() => setAsked(false)}>Leave them</Button>
      </div>
    </div>
  )
}
