'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { placeWords } from '#components/pairs/place-words.ts'
import { exportsOfPairQuery } from '#components/pairs/queries.ts'
import { Button } from '#components/ui/button.tsx'
import { formatDate, formatNumber } from '#components/ui/format.ts'
import { ErrorNotice, Panel, Skeleton } from '#components/ui/panel.tsx'
import type { ExportsOfPair } from '#lib/exports/holding/contract.ts'
import { formatLabel } from '#lib/exports/format-names.ts'

/** Which exports hold a pair, in which rows and as what. */
export function PairExports({ id }: { id: string }) {
  const [thorough, setThorough] = useState(false)
  const { data, error, isFetching, refetch } = useQuery({ ...exportsOfPairQuery(id, thorough), placeholderData: keepPreviousData })
  return (
    <Panel title="In exports">
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <div className="flex flex-col gap-3">
          <HoldingExports of={data} />
          {data.notLookedThrough > 0 ? (
            <div className="flex flex-wrap items-center gap-2 text-muted">
              {data.notLookedThrough === 1 ? 'One export was' : `${formatNumber(data.notLookedThrough)} exports were`} made before there was an index.
              <Button size="sm" loading={isFetching} onClick={() => setThorough(true)}>
                Look through {data.notLookedThrough === 1 ? 'it' : 'them'}
              </Button>
            </div>
          ) : null}
          {data.gone > 0 ? <p className="text-muted">{data.gone === 1 ? 'Of one export' : `Of ${formatNumber(data.gone)} exports`} the files are not on this machine any more, so nobody can tell.</p> : null}
        </div>
      ) : error ? null : (
        <Skeleton className="h-16" />
      )}
    </Panel>
  )
}

/** The exports that hold it, each a link, with the rows. */
export function HoldingExports({ of: { exports, notLookedThrough } }: { of: Pick<ExportsOfPair, 'exports' | 'notLookedThrough'> }) {
  if (exports.length === 0) return <p className="text-muted">{notLookedThrough > 0 ? 'None of those that have an index.' : 'No export holds it.'}</p>
  return (
    <ul aria-label="Exports that hold it" className="flex flex-col gap-2">
      {exports.map((made) => (
        <li key={made.exportId}>
          <Link href={`/exports/${made.exportId}`} className="font-medium text-accent hover:underline">
            {made.datasetName}, {formatLabel(made.format)}, {formatDate(made.createdAt)}
          </Link>
          <p className="text-[13px] break-words text-muted">{placeWords(made)}</p>
        </li>
      ))}
    </ul>
  )
}
