'use client'

import { Check, X } from 'lucide-react'
import type { ColumnId } from '#components/browse/columns.ts'
import { PairStatusBadge } from '#components/ui/badge.tsx'
import { formatDate, formatNumber } from '#components/ui/format.ts'
import { Highlighted } from '#components/ui/highlighted.tsx'
import type { PairRow } from '#lib/datasets/contract.ts'
import type { SoughtText } from '#lib/datasets/sought-text.ts'
import { languageLabel } from '#lib/text/language-label.ts'

/** What a column says of a pair; `said` is the wording of a constraint that holds what is looked for, below it. */
export function PairCell({ column, row, sought, said = null }: { column: ColumnId; row: PairRow; sought: SoughtText; said?: string | null }) {
  if (said === null) return <Plain column={column} row={row} sought={sought} />
  return (
    <div className="flex flex-col [&>:first-child]:line-clamp-1">
      <Plain column={column} row={row} sought={sought} />
      <div className="truncate text-[13px] text-muted" title={said} dir="auto">
        <span className="text-faint">Constraint: </span>
        <Highlighted text={said} words={sought.constraint} />
      </div>
    </div>
  )
}

function Plain({ column, row, sought }: { column: ColumnId; row: PairRow; sought: SoughtText }) {
  switch (column) {
    case 'instruction':
      return (
        <div className="line-clamp-2 break-words" dir="auto">
          <Highlighted text={row.instruction} words={sought.instruction} />
        </div>
      )
    case 'response':
      return (
        <div className="line-clamp-2 break-words text-muted" dir="auto">
          <Highlighted text={row.response} words={sought.response} />
        </div>
      )
    case 'source':
      return <Short text={row.source} />
    case 'language':
      return row.language === null ? <None>Unknown</None> : <Short text={languageLabel(row.language)} />
    case 'words':
      return <span className="text-muted tabular-nums">{formatNumber(row.responseWords)}</span>
    case 'constraints':
      return <ConstraintCounts row={row} />
    case 'refuted':
      return row.refutedCount === 0 ? <None>0</None> : <span className="text-bad tabular-nums">{formatNumber(row.refutedCount)}</span>
    case 'status':
      return row.constraintCount > 0 ? <PairStatusBadge status={row.status} /> : <None>No constraints</None>
    case 'reviewer':
      return row.reviewers.length === 0 ? <None>Nobody</None> : <Short text={row.reviewers.join(', ')} />
    case 'tags':
      return row.tags.length === 0 ? <None>None</None> : <Tags names={row.tags} />
    case 'imported':
      return <span className="text-[13px] text-muted tabular-nums">{formatDate(row.importedAt)}</span>
  }
}

/** One line; the whole of it where the pointer rests. */
function Short({ text }: { text: string }) {
  return (
    <div className="truncate text-[13px] text-muted" title={text} dir="auto">
      {text}
    </div>
  )
}

/** So many find room in the two lines of a row, however long they are. */
const tagsInRoom = 2

/** The first tags and how many more there are; all of them where the pointer rests. */
function Tags({ names }: { names: readonly string[] }) {
  const more = names.length - tagsInRoom
  return (
    <span className="flex flex-wrap gap-1" title={names.join(', ')}>
      {names.slice(0, tagsInRoom).map((name, index) => (
        <span key={name} className={`truncate rounded-full border border-line bg-sunken px-2 text-xs leading-[18px] font-medium text-muted ${more > 0 && index > 0 ? 'max-w-[calc(100%-2.25rem)]' : 'max-w-full'}`} dir="auto">
          {name}
        </span>
      ))}
      {more > 0 ? (
        <span className="relative text-xs leading-5 text-muted tabular-nums">
          <span aria-hidden="true">{`+${formatNumber(more)}`}</span>
          <span className="sr-only">{`and ${formatNumber(more)} more`}</span>
        </span>
      ) : null}
    </span>
  )
}

function None({ children }: { children: string }) {
  return <span className="text-[13px] text-faint tabular-nums">{children}</span>
}

function ConstraintCounts({ row }: { row: PairRow }) {
  if (row.constraintCount === 0) return <None>None</None>
  return (
    <span className="flex flex-col text-[13px] leading-tight tabular-nums">
      <span>
        {formatNumber(row.constraintCount)}
        <span className="text-muted">{`, ${undecided(row)}`}</span>
      </span>
      {row.acceptedCount + row.refutedCount > 0 ? (
        <span className="flex flex-wrap gap-x-2 text-xs">
          {row.acceptedCount > 0 ? (
            <span className="inline-flex items-center gap-0.5 text-good">
              <Check size={12} strokeWidth={2.5} aria-hidden="true" />
              {formatNumber(row.acceptedCount)} accepted
            </span>
          ) : null}
          {row.refutedCount > 0 ? (
            <span className="inline-flex items-center gap-0.5 text-bad">
              <X size={12} strokeWidth={2.5} aria-hidden="true" />
              {formatNumber(row.refutedCount)} refuted
            </span>
          ) : null}
        </span>
      ) : null}
    </span>
  )
}

function undecided({ undecidedCount, constraintCount }: PairRow): string {
  if (undecidedCount === 0) return 'all decided'
  return undecidedCount === constraintCount ? 'undecided' : `${formatNumber(undecidedCount)} undecided`
}
