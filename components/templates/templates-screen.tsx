'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { BulkBatches } from '#components/browse/bulk-batches.tsx'
import { TemplateDetail } from '#components/templates/template-detail.tsx'
import { TemplateList } from '#components/templates/template-list.tsx'
import { templatesQuery } from '#components/templates/queries.ts'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/field.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { EmptyState, ErrorNotice, Skeleton } from '#components/ui/panel.tsx'
import { templatesPerPage, type TemplateView } from '#lib/review/templates/contract.ts'

/** The wordings of a dataset's constraints: each is looked at once, and then only what it does not settle. */
export function TemplatesScreen({ datasetId }: { datasetId: string }) {
  const [left, setLeft] = useState(false)
  const [offset, setOffset] = useState(0)
  const [chosenKey, setChosenKey] = useState<string | null>(null)
  const { data, error, refetch } = useQuery(templatesQuery(datasetId, { left, offset }))
  const chosen = data?.templates.find((template) => keyOf(template) === chosenKey) ?? data?.templates[0]
  const labels = new Map(data?.templates.map(({ type, label }) => [type, label]))
  return (
    <div className="flex min-h-0 flex-1 flex-col md:h-dvh">
      <header className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-panel px-4 py-1.5">
        <h1 className="font-semibold">Wordings</h1>
        <p className="min-w-0 flex-1 basis-60 text-xs text-muted" role="status" data-testid="templates-total">
          {data ? `${formatNumber(data.constraints)} constraints in ${data.total === 1 ? '1 wording' : `${formatNumber(data.total)} wordings`}, ${formatNumber(data.undecided)} of them undecided` : 'Counting'}
        </p>
        <Checkbox
          label="Only with something undecided"
          checked={left}
          onChange={(event) => {
            setLeft(event.target.checked)
            setOffset(0)
          }}
        />
      </header>
      {error ? <ErrorNotice error={error} className="m-4" onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="m-4 h-64" /> : null}
      {data?.total === 0 ? (
        <EmptyState title={left ? 'Nothing is undecided' : 'No constraints yet'}>
          {left ? 'All constraints of this dataset are decided.' : 'Once the dataset has constraints, those that are worded alike stand together here.'}
        </EmptyState>
      ) : null}
      {data && chosen ? (
        <div className="grid min-h-0 flex-1 grid-cols-1 max-lg:overflow-y-auto lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and without a place for the focus it would only for a mouse */}
          <div role="region" aria-label="List of wordings" tabIndex={0} className="bg-panel outline-offset-[-2px] lg:min-h-0 lg:overflow-y-auto">
            <TemplateList templates={data.templates} chosen={chosen} onChoose={(template) => setChosenKey(keyOf(template))} />
            <Pages offset={offset} total={data.total} onOffset={setOffset} />
          </div>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above */}
          <div role="region" aria-label="Chosen wording" tabIndex={0} className="border-line outline-offset-[-2px] max-lg:border-t lg:min-h-0 lg:overflow-y-auto lg:border-l">
            <TemplateDetail key={keyOf(chosen)} datasetId={datasetId} template={chosen} />
            <div className="px-4 pb-4">
              <BulkBatches datasetId={datasetId} typeLabel={(type) => labels.get(type) ?? type} />
            </div>
          </div>
        </div>
      ) : null}
    </div>
  )
}

function Pages({ offset, total, onOffset }: { offset: number; total: number; onOffset: (offset: number) => void }) {
  if (total <= templatesPerPage) return null
  return (
    <nav aria-label="Pages" className="flex items-center gap-2 px-4 py-2 text-muted">
      <Button size="sm" disabled={offset === 0} onClick={() => onOffset(Math.max(0, offset - templatesPerPage))}>
        Back
      </Button>
      <span className="tabular-nums">
        {formatNumber(offset + 1)}–{formatNumber(Math.min(total, offset + templatesPerPage))} of {formatNumber(total)}
      </span>
      <Button size="sm" disabled={offset + templatesPerPage >= total} onClick={() => onOffset(offset + templatesPerPage)}>
        More
      </Button>
    </nav>
  )
}

function keyOf({ type, template }: TemplateView): string {
  return `${type} ${template}`
}
