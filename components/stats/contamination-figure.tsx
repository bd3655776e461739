'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { BarsChart } from '#components/stats/figures/bars-chart.tsx'
import { FigurePanel } from '#components/stats/figures/figure-panel.tsx'
import { Part } from '#components/stats/part.tsx'
import { partQuery } from '#components/stats/queries.ts'
import { useRowsHref, useScope } from '#components/stats/scope.tsx'
import { announce } from '#components/shell/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field, FileInput, Input } from '#components/ui/field.tsx'
import { formatDate, formatNumber } from '#components/ui/format.ts'
import { ErrorNotice } from '#components/ui/panel.tsx'
import type { ContaminationView, KnownBenchmarks } from '#lib/contamination/contract.ts'
import type { RunView, StartRunInput } from '#lib/runs/contract.ts'

/** Which pairs share words with benchmarks, and the way to look for more. */
export function ContaminationFigure() {
  const { datasetId, filter } = useScope()
  return (
    <Part title="Contamination" query={partQuery(datasetId, 'contamination', filter)}>
      {(found) => (
        <>
          <Found found={found} />
          <Fetch lists={found.lists} />
          <Search key={found.run?.id ?? ''} found={found} />
        </>
      )}
    </Part>
  )
}

function Found({ found: { lists, pairs, run } }: { found: ContaminationView }) {
  const rowsHref = useRowsHref()
  const href = (list: string): string | undefined => rowsHref({ contaminated: list })
  return (
    <FigurePanel
      title="Contamination"
      heads={['Benchmark', 'Pairs', 'Prompts']}
      rows={lists.map(({ name, pairs: n, prompts }) => ({ key: name, cells: [name, n, prompts], href: href(name) }))}
      empty="No benchmark is known yet: give one below."
      note={
        <>
          <Link href={href('yes') ?? ''} className="underline underline-offset-3 hover:text-accent">{formatNumber(pairs)} pairs</Link> share 13 words in a row with a prompt.{' '}
          {run ? <>Last looked for by the <Link href={`/runs/${run.id}`} className="underline underline-offset-3 hover:text-accent">run of {formatDate(run.at)}</Link>.</> : 'Nobody has looked yet.'}
        </>
      }
    >
      <BarsChart title="Pairs that share 13 words in a row with a benchmark" unit="pairs" bars={lists.map(({ name, pairs: n }) => ({ key: name, label: name, value: n, href: href(name), fill: 'fill-bad' }))} />
    </FigurePanel>
  )
}

/** The benchmarks that need not be given as a file, for who may give benchmarks at all; nothing for others. */
function Fetch({ lists }: { lists: ContaminationView['lists'] }) {
  const { datasetId } = useScope()
  const client = useQueryClient()
  const { data: known } = useQuery({ queryKey: ['benchmarks', 'known'], queryFn: ({ signal }) => api<KnownBenchmarks>('/api/v1/benchmarks/known', { signal }), retry: false })
  const fetching = useMutation({
    mutationFn: ({ name }: { name: string; label: string }) => api<{ prompts: number }>('/api/v1/benchmarks/known', { body: { name } }),
    onSuccess: async ({ prompts }, { label }) => {
      announce(`${label}: ${formatNumber(prompts)} prompts are known now.`)
      await client.invalidateQueries({ queryKey: ['datasets', datasetId, 'statistics'] })
    },
  })
  if (!known || known.benchmarks.length === 0) return null
  return (
    <div role="group" aria-label="Known benchmarks" className="flex flex-wrap items-center gap-2 print:hidden">
      <span className="text-[13px] text-muted">Fetch the prompts from {known.source}:</span>
      {known.benchmarks.map((benchmark) => {
        const list = lists.find(({ name }) => name === benchmark.name)
        return (
          <Button key={benchmark.name} size="sm" loading={fetching.isPending && fetching.variables.name === benchmark.name} disabled={fetching.isPending} onClick={() => fetching.mutate(benchmark)}>
            {list ? `${benchmark.label} again (${formatNumber(list.prompts)} prompts known)` : benchmark.label}
          </Button>
        )
      })}
      {fetching.error ? <ErrorNotice error={fetching.error} className="basis-full" /> : null}
    </div>
  )
}

function Search({ found: { lists } }: { found: ContaminationView }) {
  const { datasetId } = useScope()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const start = useMutation({
    mutationFn: async () => {
      if (file) await send(name, file)
      const input: StartRunInput = { kind: 'contamination', datasetId, params: {} }
      return api<RunView>('/api/v1/runs', { body: input })
    },
    onSuccess: async () => {
      announce('The search has begun.')
      await client.invalidateQueries({ queryKey: ['datasets', datasetId, 'statistics'] })
    },
  })
  return (
    <form
      aria-label="Search for contamination"
      className="flex flex-wrap items-end gap-2 print:hidden"
      onSubmit={(event) => {
        event.preventDefault()
        start.mutate()
      }}
    >
      <Field label="Prompts of a benchmark" hint="JSON, JSON Lines or a prompt a line; only hashes are kept.">
        {(ids) => <FileInput {...ids} onChange={(event) => setFile(event.target.files?.[0] ?? null)} />}
      </Field>
      <Field label="Its name" hint="Such as ifeval; replaces what it had.">
        {(ids) => <Input {...ids} value={name} pattern="[a-z0-9][a-z0-9._\-]*" maxLength={64} required={file !== null} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Button type="submit" className="mb-6" loading={start.isPending} disabled={lists.length === 0 && file === null}>
        Look for them
      </Button>
      {start.error ? <ErrorNotice error={start.error} className="basis-full" /> : null}
    </form>
  )
}

async function send(name: string, file: File): Promise<void> {
  const response = await fetch(`/api/v1/benchmarks?${new URLSearchParams({ name })}`, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: file })
  if (!response.ok) throw new Error(messageOf(await response.json().catch(() => null)))
}

function messageOf(body: unknown): string {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : null
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string' ? error.message : 'The file could not be sent.'
}
