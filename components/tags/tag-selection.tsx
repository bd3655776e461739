'use client'

import { useMutation } from '@tanstack/react-query'
import { Tag } from 'lucide-react'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { ActRun, ActRunWatch } from '#components/browse/act-run.tsx'
import { TagInput } from '#components/tags/tag-input.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/panel.tsx'
import type { PairFilter } from '#lib/datasets/contract.ts'
import type { RunView } from '#lib/runs/contract.ts'

interface TagSelectionProps {
  datasetId: string
  /** What is tagged, in words. */
  words: string
  /** The filter that finds them; null while there is none yet. */
  filter: PairFilter | null
  open: boolean
  onOpen: (open: boolean) => void
}

/** Puts a tag on the chosen pairs, or takes one off, as a run. */
export function TagSelection({ datasetId, words, filter, open, onOpen }: TagSelectionProps) {
  const [runs, setRuns] = useState<{ id: string; title: string }[]>([])
  const tag = useMutation({
    mutationFn: async (change: { add?: string[]; remove?: string[] }) => {
      const { run } = await api<{ run: RunView }>(`/api/v1/datasets/${datasetId}/tags`, { body: { filter, ...change } })
      setRuns((known) => [{ id: run.id, title: change.add ? `Tag “${change.add.join()}”:` : `Without “${change.remove?.join() ?? ''}”:` }, ...known])
    },
  })
  return (
    <>
      <Button size="sm" disabled={filter === null} onClick={() => onOpen(true)}>
        <Tag size={14} aria-hidden="true" />
        Tag
      </Button>
      {runs.map(({ id }) => (
        <ActRunWatch key={id} runId={id} />
      ))}
      <Dialog open={open} onOpenChange={onOpen} title="Tag" description={`Puts a tag on ${words}, or takes one off.`}>
        <div className="flex flex-col gap-3">
          <TagInput datasetId={datasetId} label="Tag to put on" confirm="Put on" busy={tag.isPending && tag.variables.add !== undefined} onName={(name) => tag.mutate({ add: [name] })} />
          <TagInput datasetId={datasetId} label="Tag to take off" confirm="Take off" busy={tag.isPending && tag.variables.remove !== undefined} onName={(name) => tag.mutate({ remove: [name] })} />
          {tag.error ? <ErrorNotice error={tag.error} /> : null}
          {runs.map(({ id, title }) => (
            <ActRun key={id} runId={id} title={title} />
          ))}
          {runs.length > 0 ? <p className="text-[13px] text-muted">This may be closed: a worker does it, and each run shows how far it is.</p> : null}
        </div>
      </Dialog>
    </>
  )
}
