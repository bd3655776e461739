'use client'

import { useState } from 'react'
import { ActRunWatch } from '#components/browse/act-run.tsx'
import { BulkDecision } from '#components/browse/bulk-decision.tsx'
import { DeleteSelection } from '#components/browse/delete-selection.tsx'
import { exportHref, generateHref } from '#components/browse/filter.ts'
import { allSelected, filterOfSelection, mostNamed, nothingSelected, selectedCount } from '#components/browse/selection.ts'
import type { BrowseState } from '#components/browse/use-browse.ts'
import type { SelectionState } from '#components/browse/use-selection.ts'
import { TagSelection } from '#components/tags/tag-selection.tsx'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ErrorNotice } from '#components/ui/panel.tsx'
import type { Facets, PairCount } from '#lib/datasets/contract.ts'

interface SelectionBarProps {
  datasetId: string
  browse: BrowseState
  state: SelectionState
  total: PairCount | null | undefined
  facets: Facets | undefined
}

/** How many pairs are chosen, and what can be done with them. Nothing while nothing is. */
export function SelectionBar({ datasetId, browse, state: { selection, keptAs, problem, set }, total, facets }: SelectionBarProps) {
  const [tagging, setTagging] = useState(false)
  const [deleting, setDeleting] = useState(false)
  // Goes on after its dialog is closed: the rows are asked for again when it has ended.
  const [deletion, setDeletion] = useState<string | null>(null)
  const watch = deletion ? <ActRunWatch runId={deletion} /> : null
  const chosen = selectedCount(selection, total)
  const trouble = problem ? <ErrorNotice className="basis-full" error={problem.error} onRetry={problem.retry} /> : null
  if (chosen.count === 0 && !tagging && !deleting) return trouble ?? watch
  const filter = filterOfSelection(selection, browse.filter, keptAs)
  const words = chosen.count === 1 && !chosen.more ? 'one pair' : `${chosen.more ? 'more than ' : ''}${formatNumber(chosen.count)} pairs`
  const offerAll = !selection.all && total && total.count > chosen.count
  return (
    <section aria-label="Selection" className="flex flex-wrap items-center gap-2 rounded-md border border-accent bg-accent-soft px-3 py-1.5">
      <p role="status" data-testid="selection" className="font-medium">
        {words[0]?.toUpperCase()}
        {words.slice(1)} chosen
      </p>
      {offerAll ? (
        <Button size="sm" variant="ghost" onClick={() => set(allSelected)}>
          {total.more ? 'Choose all that the filter finds' : `Choose all ${formatNumber(total.count)} that the filter finds`}
        </Button>
      ) : null}
      <Button size="sm" variant="ghost" onClick={() => set(nothingSelected)}>
        Choose none
      </Button>
      {watch}
      <div className="ml-auto flex flex-wrap items-center gap-2">
        {filter ? <BulkDecision datasetId={datasetId} filter={filter} facets={facets} small /> : null}
        <TagSelection datasetId={datasetId} words={words} filter={filter} open={tagging} onOpen={setTagging} />
        {filter ? (
          <>
            <LinkButton size="sm" href={generateHref(datasetId, filter)}>
              Run
            </LinkButton>
            <LinkButton size="sm" href={exportHref(datasetId, filter)}>
              Export
            </LinkButton>
          </>
        ) : null}
        <DeleteSelection datasetId={datasetId} filter={filter} open={deleting} onOpen={setDeleting} onDeleted={(runId) => {
            setDeletion(runId)
            set(nothingSelected)
          }} />
      </div>
      {filter || problem ? null : (
        <p className="basis-full text-[13px] text-muted">
          {keptAs === null && selection.ids.size > mostNamed ? 'Keeping the choice…' : 'The filter leaves out so much already that there is no room to leave out these pairs too: choose by a tag instead.'}
        </p>
      )}
      {trouble}
    </section>
  )
}
