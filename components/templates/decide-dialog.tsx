'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { bulkPreviewQuery } from '#components/browse/bulk-queries.ts'
import { BulkSample } from '#components/browse/bulk-sample.tsx'
import { announce } from '#components/shell/announcer.tsx'
import { WordingText } from '#components/templates/wording-text.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ErrorNotice } from '#components/ui/panel.tsx'
import { bulkLimit, type BulkChoice } from '#lib/review/bulk-contract.ts'
import { rejectReasons } from '#lib/review/contract.ts'
import type { TemplateView } from '#lib/review/templates/contract.ts'

interface DecideDialogProps {
  datasetId: string
  template: TemplateView
  kind: 'accept' | 'reject'
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Approves or rejects a wording, and decides the constraints that it stands for, after a look at some of them. */
export function DecideDialog({ datasetId, template, kind, open, onOpenChange }: DecideDialogProps) {
  const [reason, setReason] = useState('unnatural')
  const { type, template: key } = template
  const choice: BulkChoice = { filter: {}, type, template: key, which: kind === 'accept' ? 'proven' : 'undecided' }
  const preview = useQuery(bulkPreviewQuery(datasetId, open ? choice : null))
  const count = preview.data?.count ?? 0
  const client = useQueryClient()
  const say = useMutation({
    mutationFn: async (alsoDecide: boolean) => {
      const base = `/api/v1/datasets/${datasetId}`
      if (alsoDecide) await api(`${base}/batches`, { body: { ...choice, kind, expected: count, ...(kind === 'reject' ? { reason } : {}) } })
      await api(`${base}/templates/wording`, { body: { type, template: key, wording: kind === 'accept' ? 'approved' : 'rejected' } })
    },
    onSuccess: () => {
      announce(kind === 'accept' ? 'Wording approved' : 'Wording rejected')
      onOpenChange(false)
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['datasets', datasetId] }),
  })
  const act = kind === 'accept' ? 'accept' : 'reject'
  return (
    <Dialog
      wide
      open={open}
      onOpenChange={onOpenChange}
      title={kind === 'accept' ? 'Approve this wording' : 'Reject this wording'}
      description={
        kind === 'accept'
          ? 'Its undecided constraints that a program proves are accepted with it. The others stay for people.'
          : 'All its undecided constraints are rejected with it.'
      }
      footer={
        <>
          <Button loading={say.isPending && !say.variables} onClick={() => say.mutate(false)}>
            {kind === 'accept' ? 'Approve' : 'Reject'} the wording only
          </Button>
          <Button variant={kind === 'accept' ? 'primary' : 'danger'} disabled={count === 0 || count > bulkLimit} loading={say.isPending && say.variables} onClick={() => say.mutate(true)}>
            {kind === 'accept' ? 'Approve' : 'Reject'}
            {count > 0 ? ` and ${act} ${formatNumber(count)}` : ''}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="rounded-md bg-sunken px-3 py-2 font-medium">
          <WordingText text={template.text} />
        </p>
        {kind === 'reject' ? (
          <Field label="Reason" className="max-w-72">
            {(ids) => (
              <Select {...ids} value={reason} onChange={(event) => setReason(event.target.value)}>
                {rejectReasons.map(({ key: value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
        {preview.error ? <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} /> : null}
        {preview.data ? <BulkSample preview={preview.data} stale={preview.isFetching} /> : null}
        {say.error ? <ErrorNotice error={say.error} /> : null}
      </div>
    </Dialog>
  )
}
