'use client'

import { useQuery } from '@tanstack/react-query'
import { parseAsString, useQueryState } from 'nuqs'
import { datasetsQuery } from '#components/api/datasets.ts'
import { CompareTable } from '#components/stats/compare-table.tsx'
import { ComparedChoice } from '#components/stats/compared-choice.tsx'
import { partQuery, statisticsQuery } from '#components/stats/queries.ts'
import { useScope } from '#components/stats/scope.tsx'
import { ErrorNotice, Panel, Skeleton } from '#components/ui/panel.tsx'
import { parseFilter, printFilter } from '#lib/datasets/filter-language.ts'
import type { DatasetStatistics } from '#lib/stats/contract.ts'

/** What is counted above, beside another view, run or filter of this dataset or of another one, with the differences. */
export function CompareTab({ statistics }: { statistics: DatasetStatistics }) {
  const { datasetId, filter } = useScope()
  const [text, setText] = useQueryState('against', parseAsString.withDefault('').withOptions({ history: 'push' }))
  const [chosenDataset, setDataset] = useQueryState('of', parseAsString.withDefault('').withOptions({ history: 'push' }))
  const otherId = chosenDataset || datasetId
  const { data: datasets = [] } = useQuery(datasetsQuery)
  const { filter: other, problems } = parseFilter(text)
  const against = useQuery(statisticsQuery(otherId, other))
  const [rates, otherRates] = [useQuery(partQuery(datasetId, 'rates', filter)), useQuery(partQuery(otherId, 'rates', other))]
  const name = (id: string, printed: string): string => {
    const dataset = otherId === datasetId ? undefined : datasets.find((each) => each.id === id)?.name
    return [dataset, printed || (dataset ? '' : 'All pairs')].filter(Boolean).join(': ')
  }
  const error = against.error ?? rates.error ?? otherRates.error
  return (
    <>
      <ComparedChoice
        key={`${otherId} ${text}`}
        datasets={datasets}
        datasetId={otherId}
        text={text}
        problem={problems[0]?.message}
        onChoose={(next) => void setText(next)}
        onChooseDataset={(id) => {
          void setDataset(id === datasetId ? null : id)
          // Views and runs are a dataset's own.
          void setText(null)
        }}
      />
      {error ? (
        <ErrorNotice error={error} onRetry={() => void against.refetch()} />
      ) : against.data && rates.data && otherRates.data ? (
        <CompareTable
          left={{ datasetId, name: name(datasetId, printFilter(filter)), filter, statistics, rates: rates.data }}
          right={{ datasetId: otherId, name: name(otherId, printFilter(other)), filter: other, statistics: against.data, rates: otherRates.data }}
        />
      ) : (
        <Panel title="Compared">
          <Skeleton className="h-72" />
        </Panel>
      )}
    </>
  )
}
