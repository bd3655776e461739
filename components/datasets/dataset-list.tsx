'use client'

import { Database, ListChecks, Plus, Search, Upload } from 'lucide-react'
import Link from 'next/link'
import { useState, type ReactNode } from 'react'
import { useDatasets } from '#components/api/datasets.ts'
import { CreateDataset } from '#components/datasets/create-dataset.tsx'
import { Button } from '#components/ui/button.tsx'
import { formatNumber, formatPercent } from '#components/ui/format.ts'
import { EmptyState, ErrorNotice, PageHeader, Skeleton } from '#components/ui/panel.tsx'
import { ProgressBar } from '#components/ui/progress.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import type { DatasetView } from '#lib/datasets/contract.ts'

const icon = { size: 14, 'aria-hidden': true } as const

/** The home page: every dataset, how far its review is, and the ways into it. */
export function DatasetList() {
  const [creating, setCreating] = useState(false)
  const { data, error, refetch } = useDatasets()
  const create = (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus {...icon} /> New dataset
    </Button>
  )
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader
        title="Datasets"
        description="Instruction-response pairs and the constraints they are proven to meet."
        actions={data && data.length > 0 ? create : null}
      />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {error && !data ? null : (
        <div className="rounded-lg border border-line bg-panel">
          {!data ? (
            <div className="flex flex-col gap-3 p-4" role="status" aria-label="Loading the datasets">
              <Skeleton className="h-8" />
              <Skeleton className="h-8" />
              <Skeleton className="h-8" />
            </div>
          ) : data.length === 0 ? (
            <EmptyState title="No datasets yet" icon={<Database size={28} strokeWidth={1.5} />} action={create}>
              Make one, then import a file of instruction-response pairs: Alpaca, chat messages, ShareGPT, CSV, Parquet and more.
            </EmptyState>
          ) : (
            <DatasetTable datasets={data} />
          )}
        </div>
      )}
      <CreateDataset open={creating} onOpenChange={setCreating} />
    </div>
  )
}

function DatasetTable({ datasets }: { datasets: DatasetView[] }) {
  return (
    <Table aria-label="Datasets" className="max-xl:block xl:[&_tbody_tr:last-child_td]:border-b-0">
      {/* Where there is little room each dataset is a block of its own, whose numbers say what they are. */}
      <thead className="max-xl:sr-only">
        <tr>
          <Th>Name</Th>
          <Th numeric>Pairs</Th>
          <Th numeric>Constraints</Th>
          <Th className="w-56">Decided</Th>
          <Th>Licence</Th>
          <Th>
            <span className="sr-only">Go to</span>
          </Th>
        </tr>
      </thead>
      <tbody className="max-xl:block max-xl:divide-y max-xl:divide-line">
        {datasets.map((dataset) => (
          <DatasetRow key={dataset.id} dataset={dataset} />
        ))}
      </tbody>
    </Table>
  )
}

function DatasetRow({ dataset }: { dataset: DatasetView }) {
  const { id, name, description, pairs, constraints, license } = dataset
  return (
    <tr className="hover:bg-sunken/60 max-xl:flex max-xl:flex-wrap max-xl:gap-x-4 max-xl:gap-y-1.5 max-xl:px-4 max-xl:py-3 max-xl:[&>td]:border-0 max-xl:[&>td]:p-0">
      <Td className="max-xl:basis-full max-xl:wrap-anywhere xl:max-w-80 xl:min-w-40">
        <Link href={`/datasets/${id}`} className="font-medium text-ink hover:text-accent hover:underline">
          {name}
        </Link>
        {description ? (
          <p className="text-[13px] text-faint xl:truncate" title={description}>
            {description}
          </p>
        ) : null}
      </Td>
      <Td numeric>
        {formatNumber(pairs)}
        <span className="text-muted xl:hidden">{pairs === 1 ? ' pair' : ' pairs'}</span>
      </Td>
      <Td numeric>
        {formatNumber(constraints)}
        <span className="text-muted xl:hidden">{constraints === 1 ? ' constraint' : ' constraints'}</span>
      </Td>
      <Td className="max-xl:order-1 max-xl:basis-full">
        <Decided dataset={dataset} />
      </Td>
      <Td className={license ? 'xl:whitespace-nowrap' : 'whitespace-nowrap text-faint'}>
        {license ?? (
          <>
            <span className="xl:hidden">Licence </span>not stated
          </>
        )}
      </Td>
      <Td className="max-xl:order-1 max-xl:basis-full">
        <div className="flex gap-1 max-xl:flex-wrap xl:justify-end">
          {constraints > 0 ? (
            <RowLink href={`/datasets/${id}/review`} label={`Review ${name}`} icon={<ListChecks {...icon} />}>
              Review
            </RowLink>
          ) : null}
          {pairs > 0 ? (
            <RowLink href={`/datasets/${id}/browse`} label={`Browse ${name}`} icon={<Search {...icon} />}>
              Browse
            </RowLink>
          ) : null}
          <RowLink href={`/datasets/${id}/import`} label={`Import into ${name}`} icon={<Upload {...icon} />}>
            Import
          </RowLink>
        </div>
      </Td>
    </tr>
  )
}

function Decided({ dataset: { id, pairs, constraints, decided, name } }: { dataset: DatasetView }) {
  if (pairs === 0) return <span className="text-faint">Empty: import a file first</span>
  if (constraints === 0) {
    return (
      <Link href={`/runs?dataset=${id}`} className="text-accent hover:underline">
        Make constraints
      </Link>
    )
  }
  return (
    <div className="flex min-w-36 flex-col gap-1 pt-0.5">
      <ProgressBar value={decided / constraints} label={`Decided in ${name}`} />
      <span className="text-xs text-muted tabular-nums">
        {formatNumber(decided)} of {formatNumber(constraints)} · {formatPercent(decided / constraints)}
      </span>
    </div>
  )
}

function RowLink({ href, label, icon: picture, children }: { href: string; label: string; icon: ReactNode; children: ReactNode }) {
  return (
    <Link
      href={href}
      aria-label={label}
      className="inline-flex h-7 items-center gap-1 rounded-md border border-line bg-panel px-2 text-[13px] font-medium text-muted hover:bg-sunken hover:text-ink"
    >
      {picture}
      {children}
    </Link>
  )
}
