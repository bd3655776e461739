'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { DiffText } from '#components/review/diff-text.tsx'
import { Select } from '#components/ui/field.tsx'
import { formatDate, formatNumber } from '#components/ui/format.ts'
import { ErrorNotice, Spinner } from '#components/ui/panel.tsx'
import type { GuidelinesVersionView } from '#lib/datasets/contract.ts'

/** Every version of a dataset's guidelines: who wrote it, why, how many decisions it saw, and what it changed of any other. */
export function GuidelinesHistory({ datasetId }: { datasetId: string }) {
  const { data, error } = useQuery({
    queryKey: ['datasets', datasetId, 'guidelines'],
    queryFn: async ({ signal }) => (await api<{ versions: GuidelinesVersionView[] }>(`/api/v1/datasets/${datasetId}/guidelines`, { signal })).versions,
  })
  const [chosen, choose] = useState<{ from?: number; to?: number }>({})
  if (error) return <ErrorNotice error={error} />
  if (!data) return <Spinner />
  const to = data.find(({ number }) => number === chosen.to) ?? data[0]
  if (!to) return <p className="text-muted">No version yet.</p>
  const from = data.find(({ number }) => number === chosen.from) ?? data.find(({ number }) => number === to.number - 1)
  const options = [...data.map(({ number }) => ({ value: number, label: `Version ${number}` })), { value: 0, label: 'Nothing' }]
  return (
    <div className="flex w-full flex-col gap-3">
      <ol className="flex flex-col gap-1" aria-label="Versions of the guidelines">
        {data.map((version) => (
          <li key={version.number}>
            <button
              type="button"
              aria-pressed={version === to}
              onClick={() => choose({ to: version.number, from: version.number - 1 })}
              className={`w-full rounded-md px-2 py-1 text-start ${version === to ? 'bg-accent-soft' : 'hover:bg-sunken'}`}
            >
              <span className="font-medium">Version {version.number}</span>{' '}
              <span className="text-muted">
                {version.author ?? 'writer not known'}, {formatDate(version.createdAt)} · {formatNumber(version.decisions)} {version.decisions === 1 ? 'decision' : 'decisions'}
              </span>
              {version.note ? <span className="block text-muted">{version.note}</span> : null}
            </button>
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-2 text-[13px] text-muted">
        What changed from
        <Versions label="From version" value={from?.number ?? 0} options={options} onChoose={(number) => choose({ from: number, to: to.number })} />
        to
        <Versions label="To version" value={to.number} options={options.filter(({ value }) => value > 0)} onChoose={(number) => choose({ from: from?.number ?? 0, to: number })} />
      </div>
      <div className="rounded-md border border-line p-3">
        <DiffText before={from?.text ?? ''} after={to.text} />
      </div>
    </div>
  )
}

interface VersionsProps {
  label: string
  value: number
  options: { value: number; label: string }[]
  onChoose: (number: number) => void
}

function Versions({ label, value, options, onChoose }: VersionsProps) {
  return (
    <Select aria-label={label} value={value} onChange={(event) => onChoose(Number(event.target.value))}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  )
}
