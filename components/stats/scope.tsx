'use client'

import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { browseHref } from '#components/browse/filter.ts'
import { rowsFilter } from '#lib/stats/rows-filter.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'

interface StatisticsScope {
  datasetId: string
  filter: PairFilter
}

const ScopeContext = createContext<StatisticsScope>({ datasetId: '', filter: {} })

/** Says to all numbers below what is counted. */
export function ScopeProvider({ datasetId, filter, children }: StatisticsScope & { children: ReactNode }) {
  const value = useMemo(() => ({ datasetId, filter }), [datasetId, filter])
  return <ScopeContext value={value}>{children}</ScopeContext>
}

/** What is counted here. */
export function useScope(): StatisticsScope {
  return useContext(ScopeContext)
}

/** Makes the address of the rows that a number counts; undefined where the number has none, or no filter says it within the page's own. */
export function useRowsHref(): (own: PairFilter | null) => string | undefined {
  const { datasetId, filter } = useScope()
  return (own) => {
    const both = own && rowsFilter(filter, own)
    return both ? browseHref(datasetId, both) : undefined
  }
}
