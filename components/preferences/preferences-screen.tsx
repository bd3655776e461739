'use client'

import { useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useState } from 'react'
import { methodWords, statusWords } from '#components/preferences/preference-words.ts'
import { PreferenceWork } from '#components/preferences/preference-work.tsx'
import { preferenceCountsQuery } from '#components/preferences/queries.ts'
import { StartPreferences } from '#components/preferences/start-preferences.tsx'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/field.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { PageHeader } from '#components/ui/panel.tsx'
import { preferenceMethods, preferenceStatuses } from '#lib/preferences/contract.ts'

const parsers = { method: parseAsStringLiteral(preferenceMethods), status: parseAsStringLiteral(preferenceStatuses) }

/** A dataset's preferences, to accept, flip or drop one after the other. */
export function PreferencesScreen({ datasetId }: { datasetId: string }) {
  const [asking, setAsking] = useState(false)
  const [filter, setFilter] = useQueryStates(parsers, { history: 'push' })
  const { data: counts } = useQuery(preferenceCountsQuery(datasetId, filter.method))
  const all = counts ? counts.pending + counts.accepted + counts.dropped : null
  const none = all === 0 && filter.method === null
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader
        title="Preferences"
        description="Two texts for one prompt: the chosen one meets every constraint, and it is proven what the rejected one fails."
        actions={<Button onClick={() => setAsking(true)}>Make preferences…</Button>}
      />
      <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-2">
        <Select aria-label="Method" value={filter.method ?? ''} onChange={({ target }) => void setFilter({ method: preferenceMethods.find((each) => each === target.value) ?? null })}>
          <option value="">Any method</option>
          {preferenceMethods.map((method) => (
            <option key={method} value={method}>
              From {methodWords[method]}
            </option>
          ))}
        </Select>
        <Select aria-label="Status" value={filter.status ?? ''} onChange={({ target }) => void setFilter({ status: preferenceStatuses.find((each) => each === target.value) ?? null })}>
          <option value="">Any status</option>
          {preferenceStatuses.map((status) => (
            <option key={status} value={status}>
              {statusWords[status]}
            </option>
          ))}
        </Select>
        {counts ? (
          <p className="text-muted" data-testid="counts">
            {preferenceStatuses.map((status) => `${formatNumber(counts[status])} ${statusWords[status].toLowerCase()}`).join(', ')}
          </p>
        ) : null}
      </div>
      <PreferenceWork key={`${filter.method} ${filter.status}`} datasetId={datasetId} filter={filter} none={none} onMake={() => setAsking(true)} />
      <StartPreferences datasetId={datasetId} open={asking} onOpenChange={setAsking} />
    </div>
  )
}
