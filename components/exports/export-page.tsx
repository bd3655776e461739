'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { ApiError } from '#components/api/client.ts'
import { EvaluationPanel } from '#components/evaluation/evaluation-panel.tsx'
import { DatasetCard } from '#components/exports/dataset-card.tsx'
import { ExportFiles } from '#components/exports/export-files.tsx'
import { recipeRows } from '#components/exports/export-words.ts'
import { PushPanel } from '#components/exports/push-panel.tsx'
import { exportQuery } from '#components/exports/queries.ts'
import { lacksDropped, rowsOfExport } from '#components/exports/rows-of-export.ts'
import { TakenDown } from '#components/exports/taken-down.tsx'
import { useExportAgain } from '#components/exports/use-export-again.ts'
import { RunCounts } from '#components/runs/run-counts.tsx'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { formatDate, formatNumber } from '#components/ui/format.ts'
import { EmptyState, ErrorNotice, PageHeader, Panel, Skeleton } from '#components/ui/panel.tsx'
import { formatLabel, thingsOf } from '#lib/exports/format-names.ts'
import { licenseProblems, licenseUses } from '#lib/licenses/problems.ts'
import type { ExportView } from '#lib/exports/contract.ts'
import { exportRecipe, repeatable } from '#lib/exports/recipe.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

/** One export: its files, what went into it and what did not, and how to make it again. */
export function ExportPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(exportQuery(id))
  if (error) {
    return (
      <div className="flex flex-col gap-4 p-6">
        <PageHeader title="Export" />
        {error instanceof ApiError && error.status === 404 ? (
          <EmptyState title="There is no such export" action={<LinkButton href="/">All datasets</LinkButton>}>
            It may have gone with its dataset.
          </EmptyState>
        ) : (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        )}
      </div>
    )
  }
  if (!data) {
    return (
      <div className="flex flex-col gap-4 p-6">
        <PageHeader title="Export" />
        <Skeleton className="h-60" />
      </div>
    )
  }
  const { manifest, datasetId } = data
  const things = thingsOf(data.format)
  const rows = rowsOfExport(data)
  const counted = { pairs: 'Pairs', preferences: 'Preferences', answers: 'Answers' }[things]
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader
        title={`Export of ${data.datasetName}`}
        description={
          <>
            {formatNumber(data.rows)} {data.rows === 1 ? 'row' : 'rows'} as {formatLabel(data.format)}, made {formatDate(data.createdAt)}.{' '}
            <Link href={`/runs/${data.runId}`} className="text-accent underline">
              Its run
            </Link>
          </>
        }
        actions={
          <>
            {data.rows === 0 ? null : <LinkButton href={rows.held}>{things === 'pairs' ? `Open its ${formatNumber(manifest.counts.out)} ${manifest.counts.out === 1 ? 'pair' : 'pairs'} in Browse` : 'Open its pairs in Browse'}</LinkButton>}
            <LinkButton href={`/exports/${id}/comparison`}>Compare</LinkButton>
            <LinkButton href={`/datasets/${datasetId}/exports`}>All exports of the dataset</LinkButton>
          </>
        }
      />
      {data.rows === 0 ? <Empty datasetId={datasetId} things={things} /> : null}
      {data.rows === 0 ? null : (manifest.warnings ?? []).map((warning) => (
        <p key={warning} className="rounded-md bg-warn-soft px-3 py-2 text-warn">
          {warning}
        </p>
      ))}
      <TakenDown export={data} />
      <Panel title="Files">
        <ExportFiles export={data} />
      </Panel>
      <PushPanel export={data} />
      <EvaluationPanel export={data} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <Panel title="Counts">
          <RunCounts run={{ kind: 'export', unit: things, counts: manifest.counts }} rows={{ ...rows, ...(things === 'pairs' ? { out: rows.held } : {}) }} />
          {lacksDropped(data) ? <p className="mt-2 text-[13px] text-muted">Which pairs were left out was not kept: an early version made this export. Made again, it keeps them.</p> : null}
        </Panel>
        <Recipe export={data} />
        <Panel title="Constraints">
          {Object.keys(manifest.constraints.leftOut).length > 0 ? (
            <Counts label="Accepted constraints that are not stated" rows={Object.entries(manifest.constraints.leftOut)} />
          ) : null}
          <Counts
            label="Constraints by type"
            rows={Object.entries(manifest.constraints.byType).map(([type, n]) => [typeLabel(type), n])}
            foot={[
              ['all', manifest.constraints.total],
              ['of them proven by program', manifest.constraints.proven],
              ['of them accepted by people where no program can tell', manifest.constraints.judgedByPeople],
            ]}
          />
        </Panel>
        {Object.keys(manifest.made).length > 0 ? (
          <Panel title="Composition">
            <Counts label="What the recipe made" rows={Object.entries(manifest.made)} />
            {manifest.order.length > 0 ? <p className="mt-3 text-[13px] text-muted">To be trained on in this order: {manifest.order.join(', ')}.</p> : null}
          </Panel>
        ) : manifest.order.length > 0 ? (
          <Panel title="Order">
            <p>To be trained on in this order: {manifest.order.join(', ')}.</p>
          </Panel>
        ) : null}
        <Panel title="Licences and sources">
          <div className="flex flex-col gap-4">
            <Counts label={`${counted} by licence`} rows={Object.entries(manifest.licenses)} />
            <LicenseConflicts manifest={manifest} />
            <Counts label={`${counted} by source`} rows={Object.entries(manifest.sources)} />
          </div>
        </Panel>
      </div>
      <Panel title="Dataset card">
        <DatasetCard exportId={id} />
      </Panel>
    </div>
  )
}

/** What the licences say against the export as it is, with the use that its recipe states. */
function LicenseConflicts({ manifest: { licenses, recipe } }: Pick<ExportView, 'manifest'>) {
  const use = licenseUses.find((each) => each === recipe.use) ?? 'unstated'
  const conflicts = licenseProblems(licenses, use).filter(({ kind }) => kind === 'conflict')
  return conflicts.length === 0 ? null : (
    <ul className="flex flex-col gap-1 rounded-md bg-warn-soft px-3 py-2 text-[13px] text-warn">
      {conflicts.map(({ says }) => (
        <li key={says}>{says}</li>
      ))}
    </ul>
  )
}

const whereMore = {
  pairs: { one: 'pair', page: 'review', act: 'Review more', or: 'or ask for fewer constraints a pair.' },
  preferences: { one: 'preference', page: 'preferences', act: 'Accept more', or: 'or ask for fewer constraints a pair.' },
  answers: { one: 'answer of a model', page: 'review', act: 'Review more', or: 'of what models back-translated: only what is wholly decided leaves.' },
} as const

function Empty({ datasetId, things }: { datasetId: string; things: keyof typeof whereMore }) {
  const { one, page, act, or } = whereMore[things]
  return (
    <p className="rounded-md bg-warn-soft px-3 py-2 text-warn">
      No {one} met the recipe; the counts below say why.{' '}
      <Link href={`/datasets/${datasetId}/${page}`} className="font-medium underline">
        {act}
      </Link>{' '}
      {or}
    </p>
  )
}

function Recipe({ export: { datasetId, manifest } }: { export: ExportView }) {
  const again = useExportAgain()
  const recipe = exportRecipe.safeParse(repeatable(manifest.recipe)).data
  const rows: [string, string][] = [
    ...recipeRows(manifest.recipe),
    ['Seed', String(manifest.seed)],
    ['Snapshot', manifest.snapshot],
    ['Pincer', manifest.pincer.version],
  ]
  return (
    <Panel title="Recipe">
      <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className={name === 'Snapshot' ? 'font-mono text-[13px] break-all' : ''}>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-[13px] text-muted">The snapshot names the decisions that went in. The same snapshot, recipe and seed give the same bytes.</p>
      {recipe ? (
        <div className="mt-3 flex flex-col items-start gap-2">
          {again.error ? <ErrorNotice error={again.error} /> : null}
          <Button size="sm" loading={again.isPending} onClick={() => again.mutate({ kind: 'export', datasetId, seed: manifest.seed, params: recipe })}>
            Export by this recipe and seed, as decided now
          </Button>
        </div>
      ) : null}
    </Panel>
  )
}

function Counts({ label, rows, foot = [] }: { label: string; rows: [string, number][]; foot?: [string, number][] }) {
  return (
    <table className="w-full">
      <caption className="text-start text-[13px] font-medium text-muted">{label}</caption>
      <tbody>
        {rows.toSorted(([a, n], [b, m]) => m - n || a.localeCompare(b)).map(([name, n]) => (
          <CountRow key={name} name={name} n={n} />
        ))}
        {rows.length === 0 ? (
          <tr>
            <td className="text-faint">None</td>
          </tr>
        ) : null}
      </tbody>
      <tfoot className="border-t border-line text-muted">
        {foot.map(([name, n]) => (
          <CountRow key={name} name={name} n={n} />
        ))}
      </tfoot>
    </table>
  )
}

function CountRow({ name, n }: { name: string; n: number }) {
  return (
    <tr>
      <th scope="row" className="py-0.5 text-start font-normal break-words">
        {name}
      </th>
      <td className="w-24 text-end tabular-nums">{formatNumber(n)}</td>
    </tr>
  )
}
