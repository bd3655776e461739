'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { changedRowsQuery } from '#components/exports/queries.ts'
import { DiffText } from '#components/review/diff-text.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { MoreButton } from '#components/ui/more-button.tsx'
import { ErrorNotice, Panel, Skeleton } from '#components/ui/panel.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { changeKinds, longestShown, type ChangeKind, type ExportComparison, type RowChange, type RowTexts } from '#lib/exports/compare/contract.ts'

const labels: Record<ChangeKind, string> = { changed: 'Changed', added: 'Only after', removed: 'Only before', moved: 'In another split' }
const nothing: Record<ChangeKind, string> = {
  changed: 'No row that is in both has changed.',
  added: 'Every row after was there before.',
  removed: 'Every row before is still there.',
  moved: 'Every row that is in both is in the same split.',
}

interface DifferentRowsProps {
  afterId: string
  beforeId: string
  counts: ExportComparison['rows']
}

/** The rows that are not the same, kind by kind and page by page, with what changed in their prompt and answer. */
export function DifferentRows({ afterId, beforeId, counts }: DifferentRowsProps) {
  const [chosen, choose] = useQueryState('rows', parseAsStringLiteral(changeKinds).withOptions({ history: 'push' }))
  const kind = chosen ?? changeKinds.find((each) => counts[each] > 0) ?? 'changed'
  const { data, error, refetch, ...paging } = useInfiniteQuery(changedRowsQuery(afterId, beforeId, kind))
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Panel
      title="Rows that differ"
      actions={<Tabs label="Which rows" value={kind} onValueChange={(next) => void choose(next)} items={changeKinds.map((value) => ({ value, label: `${labels[value]} ${formatNumber(counts[value])}` }))} />}
    >
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? rows.length === 0 ? <p className="text-muted">{nothing[kind]}</p> : <List rows={rows} label={labels[kind]} /> : error ? null : <Skeleton className="h-40" />}
      <MoreButton {...paging} />
    </Panel>
  )
}

function List({ rows, label }: { rows: RowChange[]; label: string }) {
  return (
    <ol aria-label={label} className="flex flex-col gap-3">
      {rows.map((row) => (
        <li key={`${row.before?.place ?? ''} ${row.after?.place ?? ''}`} className="rounded-md border border-line">
          <Difference row={row} />
        </li>
      ))}
    </ol>
  )
}

function Difference({ row: { id, before, after, fields } }: { row: RowChange }) {
  const isCut = before?.isCut === true || after?.isCut === true
  const places = [...new Set([before?.place, after?.place].filter((place) => place !== undefined))]
  return (
    <>
      <p className="flex flex-wrap gap-x-3 border-b border-line px-3 py-1.5 text-[13px] text-muted">
        <span className="font-mono">{id}</span>
        <span>{places.join(' → ')}</span>
        {fields.length === 0 ? null : <span>differs in {fields.join(', ')}</span>}
      </p>
      <div className="flex flex-col gap-2 px-3 py-2">
        <Text name="Prompt" row={id} before={before} after={after} of={({ prompt }) => prompt} />
        <Text name="Answer" row={id} before={before} after={after} of={({ answer }) => answer} />
        <Text name="Rejected" row={id} before={before} after={after} of={({ rejected }) => rejected} />
      </div>
      {isCut ? <p className="px-3 pb-2 text-[13px] text-muted">Of longer texts the first {formatNumber(longestShown)} characters are shown.</p> : null}
    </>
  )
}

interface TextProps extends Pick<RowChange, 'before' | 'after'> {
  name: string
  /** The row's id. */
  row: string
  of: (texts: RowTexts) => string | null
}

/** One text of a row on both sides: word by word what changed; of what did not, how it begins. */
function Text({ name, row, before, after, of }: TextProps) {
  const [was, is] = [before && of(before), after && of(after)]
  if (was === null && is === null) return null
  if (was === is) {
    return (
      <div>
        <p className="text-[13px] text-muted">{name}, the same in both</p>
        <p dir="auto" className="line-clamp-2 break-words text-muted">
          {is}
        </p>
      </div>
    )
  }
  return (
    <div>
      <p className="text-[13px] text-muted">{name}</p>
      <div className="max-h-96 overflow-auto focus-visible:-outline-offset-2" tabIndex={0} role="region" aria-label={`${name} of ${row}`}>
        {was !== null && is !== null ? (
          <DiffText before={was} after={is} />
        ) : (
          <p dir="auto" className="break-words whitespace-pre-wrap">
            {is ?? was}
          </p>
        )}
      </div>
    </div>
  )
}
