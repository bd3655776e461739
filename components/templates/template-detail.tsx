'use client'

import { useQuery } from '@tanstack/react-query'
import { Check, ListChecks, Pencil, X } from 'lucide-react'
import { useState } from 'react'
import { DecideDialog } from '#components/templates/decide-dialog.tsx'
import { EditDialog } from '#components/templates/edit-dialog.tsx'
import { Excerpt } from '#components/templates/excerpt.tsx'
import { LanePanel } from '#components/templates/lane-panel.tsx'
import { examplesQuery } from '#components/templates/queries.ts'
import { LaneBadge, WordingBadge } from '#components/templates/template-list.tsx'
import { WordingText } from '#components/templates/wording-text.tsx'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { formatNumber, formatPercent } from '#components/ui/format.ts'
import { ErrorNotice, Skeleton } from '#components/ui/panel.tsx'
import type { TemplateView } from '#lib/review/templates/contract.ts'

/** One wording: what came of it so far, what can be done with it, and some of its constraints. */
export function TemplateDetail({ datasetId, template }: { datasetId: string; template: TemplateView }) {
  const [dialog, setDialog] = useState<'accept' | 'reject' | 'edit' | null>(null)
  const { data: examples, error, refetch } = useQuery(examplesQuery(datasetId, template))
  const onOpenChange = (open: boolean): void => {
    if (!open) setDialog(null)
  }
  const { type, template: key, text, label, count, undecided, acceptance, decidedBy } = template
  return (
    <section aria-label="About this wording" data-testid="template" className="flex flex-col gap-4 p-4">
      <header className="flex flex-col gap-1">
        <h2 className="text-base font-semibold">
          <WordingText text={text} />
        </h2>
        <p className="flex flex-wrap items-center gap-1.5 text-muted">
          {label} · {formatNumber(count)} constraints, {formatNumber(undecided)} undecided
          {acceptance === null ? '' : ` · ${formatPercent(acceptance)} of what people decided was accepted`}
        </p>
        <p className="flex flex-wrap items-center gap-1.5 text-xs text-muted">
          <WordingBadge template={template} />
          {decidedBy ? `by ${decidedBy}` : null}
          <LaneBadge lane={template.lane} />
        </p>
      </header>
      <div className="flex flex-wrap gap-1.5">
        <Button size="sm" variant="primary" onClick={() => setDialog('accept')}>
          <Check size={14} aria-hidden="true" />
          Approve
        </Button>
        <Button size="sm" onClick={() => setDialog('reject')}>
          <X size={14} aria-hidden="true" />
          Reject
        </Button>
        <Button size="sm" disabled={undecided === 0} onClick={() => setDialog('edit')}>
          <Pencil size={14} aria-hidden="true" />
          Edit the wording
        </Button>
        {undecided > 0 ? (
          <LinkButton size="sm" href={`/datasets/${datasetId}/in-a-row?${new URLSearchParams({ type, template: key })}`}>
            <ListChecks size={14} aria-hidden="true" />
            Review in a row
          </LinkButton>
        ) : null}
      </div>
      <LanePanel datasetId={datasetId} type={type} template={key} listed={template.lane} />
      <section aria-label="Examples" className="flex flex-col gap-2">
        <h3 className="font-medium">Some of them</h3>
        {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
        {!examples && !error ? <Skeleton className="h-40" /> : null}
        <ul className="divide-y divide-line border-y border-line">
          {examples?.map((example) => (
            <Excerpt key={example.constraintId} datasetId={datasetId} example={example} />
          ))}
        </ul>
      </section>
      {dialog === 'accept' || dialog === 'reject' ? <DecideDialog open datasetId={datasetId} template={template} kind={dialog} onOpenChange={onOpenChange} /> : null}
      {dialog === 'edit' ? <EditDialog open datasetId={datasetId} template={template} onOpenChange={onOpenChange} /> : null}
    </section>
  )
}
