import { clsx } from 'clsx'
import { outcomeLabels } from '#components/browse/filter.ts'
import { formatNumber } from '#components/ui/format.ts'
import type { BulkPreview } from '#lib/review/bulk-contract.ts'

/** How many constraints are meant, and some of them to look at before anything is decided. */
export function BulkSample({ preview: { count, sample }, stale }: { preview: BulkPreview; stale: boolean }) {
  return (
    <section aria-label="Sample" aria-busy={stale} className="flex flex-col gap-2">
      <p role="status" data-testid="bulk-count" className="font-medium">
        {count === 0 ? 'There is none.' : count === 1 ? 'One constraint:' : `${formatNumber(count)} constraints${count > sample.length ? `, of which ${sample.length}` : ''}:`}
      </p>
      {sample.length === 0 ? null : (
        // The list scrolls, so that the keyboard has to reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ol tabIndex={0} aria-label="Constraints to look at" className={clsx('max-h-64 divide-y divide-line overflow-y-auto rounded-md border border-line', stale && 'invisible')}>
          {sample.map(({ constraintId, text, outcome, detail, instruction, response }) => (
            <li key={constraintId} className="flex flex-col gap-0.5 px-3 py-2">
              <p dir="auto" className="font-medium break-words">
                {text}
              </p>
              <p className="text-[13px] text-muted">
                {outcome === 'pass' || outcome === 'fail' || outcome === 'unsure' || outcome === 'error' ? outcomeLabels[outcome] : outcomeLabels.none}
                {detail ? `: ${detail}` : ''}
              </p>
              <p dir="auto" className="line-clamp-1 text-[13px] break-words text-muted">
                {instruction}
              </p>
              <p dir="auto" className="line-clamp-2 text-[13px] break-words text-muted">
                {response}
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
