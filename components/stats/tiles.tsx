import Link from 'next/link'
import type { ReactNode } from 'react'
import { filterQuery } from '#components/browse/filter.ts'
import { useRowsHref, useScope } from '#components/stats/scope.tsx'
import { formatNumber, formatPercent } from '#components/ui/format.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import type { DatasetStatistics } from '#lib/stats/contract.ts'
import { liveConstraints } from '#lib/stats/live-constraints.ts'

/** Somebody has decided it, or put it off: it is neither undecided, nor disputed or superseded. */
const decidedAs = ['accepted', 'rejected', 'flagged', 'skipped']
const decidedFilter: PairFilter = { decision: 'accepted', also: 'decision:rejected decision:flagged decision:skipped' }

/** The numbers that say how far the dataset is, each the way to its rows. */
export function Tiles({ statistics: { pairs, constraints } }: { statistics: DatasetStatistics }) {
  const { datasetId, filter } = useScope()
  const rowsHref = useRowsHref()
  // Zero leads nowhere.
  const rows = (count: number, of: PairFilter): string | undefined => (count > 0 ? rowsHref(of) : undefined)
  const withStatus = (status: string): number => constraints.byStatus.find((row) => row.status === status)?.count ?? 0
  const refuted = constraints.byOutcome.find((row) => row.outcome === 'fail')?.count ?? 0
  const pending = withStatus('pending')
  const accepted = withStatus('accepted')
  const decided = decidedAs.reduce((sum, status) => sum + withStatus(status), 0)
  const live = liveConstraints(constraints)
  const of = (part: number, all: number): string => (all === 0 ? 'no constraints yet' : `${formatPercent(part / all)} of all`)
  return (
    <ul className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
      <Tile label="Pairs" value={pairs.total} href={rows(pairs.total, {})}>
        <Small href={rows(pairs.reviewed, { status: 'reviewed' })}>{formatNumber(pairs.reviewed)} reviewed</Small>
      </Tile>
      <Tile label="Constraints" value={live} href={rows(live, { minConstraints: 1 })}>
        {pairs.total === 0 ? 'no pairs yet' : `${(live / pairs.total).toFixed(1)} for each pair`}
      </Tile>
      <Tile label="Decided" value={decided} href={rows(decided, decidedFilter)}>
        <Small href={rows(pending, { decision: 'pending' })}>{formatNumber(pending)} undecided</Small>
      </Tile>
      <Tile label="Refuted" value={refuted} href={rows(refuted, { outcome: 'fail' })}>
        {of(refuted, constraints.total)}
      </Tile>
      <Tile label="Accepted" value={accepted} href={rows(accepted, { decision: 'accepted' })}>
        {of(accepted, live)}
      </Tile>
      {/* What an export held of a filter's pairs is not known. */}
      {filterQuery(filter).size > 0 ? null : (
        <Tile label="Exported" value={pairs.exported?.pairs ?? 0} href={pairs.exported ? `/exports/${pairs.exported.id}` : `/datasets/${datasetId}/exports`}>
          pairs in the last export
        </Tile>
      )}
    </ul>
  )
}

interface TileProps {
  label: string
  value: number
  href: string | undefined
  children: ReactNode
}

function Tile({ label, value, href, children }: TileProps) {
  const number = <span className="text-2xl font-semibold tracking-tight tabular-nums">{formatNumber(value)}</span>
  return (
    <li className="flex flex-col rounded-lg border border-line bg-panel px-4 py-3" data-testid={`tile-${label.toLowerCase()}`}>
      <span className="text-[13px] text-muted">{label}</span>
      {href ? (
        <Link href={href} aria-label={`${formatNumber(value)} ${label.toLowerCase()}`} className="self-start rounded-sm underline-offset-4 hover:text-accent hover:underline">
          {number}
        </Link>
      ) : (
        number
      )}
      <span className="text-[13px] text-faint">{children}</span>
    </li>
  )
}

function Small({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (!href) return children
  return (
    <Link href={href} className="rounded-sm underline decoration-line underline-offset-3 hover:text-accent hover:decoration-accent">
      {children}
    </Link>
  )
}
