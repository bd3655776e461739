'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { searchesQuery } from '#components/exports/queries.ts'
import { formatDate, formatNumber } from '#components/ui/format.ts'
import type { BenchmarkSearch } from '#lib/contamination/contract.ts'

/** By which searches pairs would be left out for a benchmark's words, and what nobody has looked at. */
export function ContaminationNote({ datasetId }: { datasetId: string }) {
  const { data } = useQuery(searchesQuery(datasetId))
  if (!data) return null
  const done = data.flatMap(({ name, search }) => (search ? [{ name, ...search }] : []))
  const open = data.filter(({ search }) => search === null)
  const added = Math.max(0, ...done.map((each) => each.added))
  const search = (
    <Link href={`/datasets/${datasetId}/statistics?tab=coverage`} className="font-medium underline">
      {done.length === 0 ? 'Search first' : 'Search again'}
    </Link>
  )
  return (
    <div className="flex flex-col gap-1 text-[13px] sm:col-span-2">
      {done.length === 0 ? <p className="text-warn">The dataset was searched for no benchmark, so nothing would be left out and the export refuses. {search}</p> : <Searched done={done} />}
      {done.length > 0 && added > 0 ? (
        <p role="status" className="text-warn">
          {formatNumber(added)} {added === 1 ? 'pair was' : 'pairs were'} added since, and nobody has looked at {added === 1 ? 'it' : 'them'}. {search}
        </p>
      ) : null}
      {done.length > 0 && open.length > 0 ? (
        <p className="text-warn">
          Not searched for: {open.map(({ name }) => name).join(', ')}. {search}
        </p>
      ) : null}
    </div>
  )
}

/** One line for each search. */
function Searched({ done }: { done: (Pick<BenchmarkSearch, 'name'> & NonNullable<BenchmarkSearch['search']>)[] }) {
  const runs = [...new Set(done.map(({ runId }) => runId))].map((runId) => ({ runId, found: done.filter((each) => each.runId === runId) }))
  return (
    <ul className="text-muted">
      {runs.map(({ runId, found }) => (
        <li key={runId}>
          Found by the{' '}
          <Link href={`/runs/${runId}`} className="text-accent underline">
            search of {found[0]?.at ? formatDate(found[0].at) : 'then'}
          </Link>
          , for {found.map(({ name }) => name).join(', ')}.
        </li>
      ))}
    </ul>
  )
}
