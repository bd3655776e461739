'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ListChecks } from 'lucide-react'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { BulkBatches } from '#components/browse/bulk-batches.tsx'
import { bulkPreviewQuery } from '#components/browse/bulk-queries.ts'
import { BulkSample } from '#components/browse/bulk-sample.tsx'
import { describeAll } from '#components/browse/filter.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ErrorNotice } from '#components/ui/panel.tsx'
import type { Facets, PairFilter } from '#lib/datasets/contract.ts'
import { bulkLimit, type BatchView, type BulkChoice, type BulkInput } from '#lib/review/bulk-contract.ts'
import { rejectReasons } from '#lib/review/contract.ts'

const whichLabels = { proven: 'Proven by a program', refuted: 'Refuted by a program', undecided: 'All that are undecided' } as const
const whichKeys = ['proven', 'refuted', 'undecided'] as const

interface BulkDecisionProps {
  datasetId: string
  /** The pairs whose constraints are decided. */
  filter: PairFilter
  facets: Facets | undefined
}

/** One decision about all constraints of a type in the pairs that are found: looked at first, confirmed, and undone whole. */
export function BulkDecision({ datasetId, filter, facets, small = false }: BulkDecisionProps & { small?: boolean }) {
  const [open, setOpen] = useState(false)
  const typeLabel = (type: string): string => facets?.types.find(({ value }) => value === type)?.label ?? type
  return (
    <>
      <Button size={small ? 'sm' : 'md'} onClick={() => setOpen(true)}>
        <ListChecks size={small ? 14 : 15} aria-hidden="true" />
        {small ? 'Decide' : 'Decide in bulk'}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} wide title="Decide in bulk" description={`One decision about all undecided constraints of a type, in the pairs that are ${small ? 'chosen' : 'shown now'}.`}>
        <div className="flex flex-col gap-5">
          <BulkForm key={String(open)} datasetId={datasetId} filter={filter} facets={facets} />
          <BulkBatches datasetId={datasetId} typeLabel={typeLabel} />
        </div>
      </Dialog>
    </>
  )
}

function BulkForm({ datasetId, filter, facets }: BulkDecisionProps) {
  const [type, setType] = useState(filter.type ?? '')
  const [which, setWhich] = useState<BulkChoice['which']>('refuted')
  const [kind, setKind] = useState<BulkInput['kind']>('reject')
  const [reason, setReason] = useState<string>('false')
  const choice: BulkChoice | null = type === '' ? null : { filter, type, which }
  const preview = useQuery(bulkPreviewQuery(datasetId, choice))
  const count = choice && !preview.isPlaceholderData ? preview.data?.count : undefined
  const client = useQueryClient()
  const start = useMutation({
    mutationFn: (input: BulkInput) => api<{ batch: BatchView }>(`/api/v1/datasets/${datasetId}/batches`, { body: input }),
    onSuccess: () => setType(''),
    onSettled: () => client.invalidateQueries({ queryKey: ['datasets', datasetId] }),
  })
  const confirm = (): void => {
    if (choice && count) start.mutate({ ...choice, kind, expected: count, ...(kind === 'reject' ? { reason } : {}) })
  }
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        confirm()
      }}
    >
      <p className="text-muted">In: {describeAll(filter, facets) || 'all pairs of the dataset'}.</p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Constraints of the type">
          {(ids) => (
            <Select {...ids} value={type} onChange={(event) => setType(event.target.value)}>
              <option value="">Choose a type</option>
              {(facets?.types ?? []).map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Which of them">
          {(ids) => (
            <Select
              {...ids}
              value={which}
              onChange={(event) => {
                const next = whichKeys.find((known) => known === event.target.value) ?? 'refuted'
                setWhich(next)
                setKind(next === 'proven' ? 'accept' : 'reject')
              }}
            >
              {whichKeys.map((known) => (
                <option key={known} value={known}>
                  {whichLabels[known]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Decision" hint={which === 'refuted' ? 'What a program refutes cannot be accepted.' : undefined}>
          {(ids) => (
            <Select {...ids} value={kind} disabled={which === 'refuted'} onChange={(event) => setKind(event.target.value === 'accept' ? 'accept' : 'reject')}>
              <option value="accept">Accept</option>
              <option value="reject">Reject</option>
            </Select>
          )}
        </Field>
        {kind === 'reject' ? (
          <Field label="Reason">
            {(ids) => (
              <Select {...ids} value={reason} onChange={(event) => setReason(event.target.value)}>
                {rejectReasons.map(({ key, label }) => (
                  <option key={key} value={key}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
      </div>
      {preview.error ? <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} /> : null}
      {choice && preview.data ? <BulkSample preview={preview.data} stale={preview.isPlaceholderData} /> : null}
      {start.error ? <ErrorNotice error={start.error} /> : null}
      <Button type="submit" variant="primary" className="self-end" disabled={!count || count > bulkLimit} loading={start.isPending}>
        {!count ? (kind === 'accept' ? 'Accept' : 'Reject') : `${kind === 'accept' ? 'Accept' : 'Reject'} ${count === 1 ? 'this constraint' : `these ${formatNumber(count)} constraints`}`}
      </Button>
      {count && count > bulkLimit ? <p className="text-[13px] text-muted">One batch takes at most {formatNumber(bulkLimit)}: narrow the filter.</p> : null}
    </form>
  )
}
