'use client'

import { useQuery } from '@tanstack/react-query'
import { parseAsString, useQueryState } from 'nuqs'
import { browseHref } from '#components/browse/filter.ts'
import { CompareTable } from '#components/stats/compare-table.tsx'
import { ComparedChoice } from '#components/stats/compared-choice.tsx'
import { partQuery, statisticsQuery } from '#components/stats/queries.ts'
import { useScope } from '#components/stats/scope.tsx'
import { ErrorNotice, Panel, Skeleton } from '#components/ui/panel.tsx'
import { parseFilter, printFilter } from '#lib/datasets/filter-language.ts'
import type { DatasetStatistics } from '#lib/stats/contract.ts'

/** What is counted above, beside another view, run or filter of the same dataset, with the differences. */
export function CompareTab({ statistics }: { statistics: DatasetStatistics }) {
  const { datasetId, filter } = useScope()
  const [text, setText] = useQueryState('against', parseAsString.withDefault('').withOptions({ history: 'push' }))
  const { filter: other, problems } = parseFilter(text)
  const against = useQuery(statisticsQuery(datasetId, other))
  const [rates, otherRates] = [useQuery(partQuery(datasetId, 'rates', filter)), useQuery(partQuery(datasetId, 'rates', other))]
  const name = (printed: string): string => (printed === '' ? 'All pairs' : printed)
  const error = against.error ?? rates.error ?? otherRates.error
  return (
    <>
      <ComparedChoice key={text} datasetId={datasetId} text={text} problem={problems[0]?.message} onChoose={(next) => void setText(next)} />
      {error ? (
        <ErrorNotice error={error} onRetry={() => void against.refetch()} />
      ) : against.data && rates.data && otherRates.data ? (
        <CompareTable
          left={{ name: name(printFilter(filter)), filter, statistics, rates: rates.data, href: browseHref(datasetId, filter) }}
          right={{ name: name(printFilter(other)), filter: other, statistics: against.data, rates: otherRates.data, href: browseHref(datasetId, other) }}
        />
      ) : (
        <Panel title="Compared">
          <Skeleton className="h-72" />
        </Panel>
      )}
    </>
  )
}
