'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { browseHref, describeAll } from '#components/browse/filter.ts'
import { facetsQuery } from '#components/browse/queries.ts'
import { pairCountQuery } from '#components/exports/queries.ts'
import { Button } from '#components/ui/button.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'

/** Of which pairs the export is, where it is not of all: those of the filter in the address. */
export function OfThePairs({ datasetId, filter, onAll }: { datasetId: string; filter: PairFilter; onAll: () => void }) {
  const { data: facets } = useQuery(facetsQuery(datasetId))
  const { data: found } = useQuery(pairCountQuery(datasetId, filter))
  const words = describeAll(filter, facets)
  if (words === '') return null
  return (
    <div className="flex items-center gap-3 rounded-md bg-accent-soft px-3 py-2" data-testid="of-the-pairs">
      <p className="min-w-0 flex-1 break-words">
        Only of these pairs:{' '}
        <Link href={browseHref(datasetId, filter)} className="font-medium text-accent underline">
          {words}
        </Link>
        {found ? `, ${found.more ? 'more than ' : ''}${formatNumber(found.count)} in all` : ''}. The others stay behind, as if they were not in the dataset.
      </p>
      <Button size="sm" onClick={onAll}>
        All pairs instead
      </Button>
    </div>
  )
}
