'use client'

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '#components/api/client.ts'
import { announce } from '#components/shell/announcer.tsx'
import { BoundChart, percent } from '#components/templates/bound-chart.tsx'
import { LaneBadge } from '#components/templates/template-list.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field, Input } from '#components/ui/field.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { ErrorNotice, Skeleton } from '#components/ui/panel.tsx'
import { laneChoices, type LaneChoices, type LaneView } from '#lib/review/lane/contract.ts'
import type { LaneState, TemplateRef } from '#lib/review/templates/contract.ts'

const pollMs = 3000

function laneQuery(datasetId: string, { type, template }: TemplateRef) {
  return queryOptions({
    queryKey: ['datasets', datasetId, 'lane', type, template],
    queryFn: async ({ signal }) => (await api<{ lane: LaneView }>(`/api/v1/datasets/${datasetId}/templates/lane?${new URLSearchParams({ type, template })}`, { signal })).lane,
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'off' ? pollMs : false),
  })
}

/** Whether constraints of a wording may skip people: how its test stands, and the way to start and end it. */
export function LanePanel({ datasetId, type, template, listed }: TemplateRef & { datasetId: string; listed: LaneState }) {
  const query = laneQuery(datasetId, { type, template })
  const { data: lane, error, refetch } = useQuery(query)
  const client = useQueryClient()
  const state = lane?.state ?? listed
  // A lane opens and closes by itself; the list is to say so, too.
  useEffect(() => {
    if (state !== listed) void client.invalidateQueries({ queryKey: ['datasets', datasetId, 'templates'] })
  }, [state, listed, client, datasetId])
  const set = useMutation({
    mutationFn: (body: { on: boolean; settings?: LaneChoices }) => api<{ lane: LaneView }>(`/api/v1/datasets/${datasetId}/templates/lane`, { body: { type, template, ...body } }),
    onSuccess: (_, { on }) => announce(on ? 'The lane is on' : 'The lane is off'),
    onSettled: () => client.invalidateQueries({ queryKey: ['datasets', datasetId] }),
  })
  return (
    <section aria-label="Auto-accept lane" data-testid="lane" className="flex flex-col gap-2 rounded-md border border-line p-3">
      <h3 className="flex items-center gap-2 font-medium">
        Auto-accept lane
        {lane ? <LaneBadge lane={lane.state} /> : null}
      </h3>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!lane && !error ? <Skeleton className="h-20" /> : null}
      {lane && lane.state !== 'off' ? <Standing lane={lane} /> : null}
      {lane?.state === 'off' ? <Start key={JSON.stringify(lane.settings)} lane={lane} busy={set.isPending} onStart={(settings) => set.mutate({ on: true, settings })} /> : null}
      {lane && lane.state !== 'off' ? (
        <Button size="sm" className="self-start" loading={set.isPending} onClick={() => set.mutate({ on: false })}>
          End the lane
        </Button>
      ) : null}
      {set.error ? <ErrorNotice error={set.error} /> : null}
    </section>
  )
}

function Standing({ lane }: { lane: LaneView }) {
  const { state, settings, accepted, returned, answered, refused, bound, toOpen } = lane
  const confidence = percent(1 - settings.alpha)
  return (
    <>
      <p className="text-muted" data-testid="lane-words">
        {state === 'proving' ? `Accepts nothing yet: it opens after about ${formatNumber(toOpen)} answers without a refusal. ` : null}
        {state === 'closed' ? `Has closed itself: people refused too many. ${formatNumber(returned)} went back to people. ` : null}
        {formatNumber(accepted)} accepted. People looked at {formatNumber(answered)} and refused {formatNumber(refused)}: with {confidence} confidence they would refuse at most {percent(bound)} of them.
      </p>
      {lane.obstacle ? <p className="text-[13px] text-warn">It stands still. {lane.obstacle}</p> : null}
      <BoundChart lane={lane} />
      <p className="text-[13px] text-faint">
        What that means: if the share that people refuse stays the same, a lane whose share is over {percent(settings.limit)} ever opens with a probability of at most {percent(settings.alpha)}, however
        often one looks. It says nothing of a single constraint, and a share that changes is noticed with a delay.
      </p>
    </>
  )
}

function Start({ lane, busy, onStart }: { lane: LaneView; busy: boolean; onStart: (settings: LaneChoices) => void }) {
  const [limit, setLimit] = useState(String(lane.settings.limit * 100))
  const [audit, setAudit] = useState(String(lane.settings.audit * 100))
  const [takeBack, setTakeBack] = useState(String(lane.settings.takeBack))
  const read = laneChoices.safeParse({ ...lane.settings, limit: Number(limit) / 100, audit: Number(audit) / 100, takeBack: Number(takeBack) })
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (read.success) onStart(read.data)
      }}
    >
      <p className="text-muted">
        Constraints of this wording that are proven, rare enough and in conflict with no other may skip people, while a random share of them shows that people would keep them.
      </p>
      <div className="grid items-end gap-2 sm:grid-cols-3">
        <Field label="People may refuse, %">{(ids) => <Input {...ids} inputMode="decimal" value={limit} onChange={(event) => setLimit(event.target.value)} />}</Field>
        <Field label="People look at, %">{(ids) => <Input {...ids} inputMode="decimal" value={audit} onChange={(event) => setAudit(event.target.value)} />}</Field>
        <Field label="Given back on closing">{(ids) => <Input {...ids} inputMode="numeric" value={takeBack} onChange={(event) => setTakeBack(event.target.value)} />}</Field>
      </div>
      {read.success ? null : <p className="text-[13px] text-bad">A limit from 0.1 to 50, a share from 1 to 100, and a whole number to give back.</p>}
      {lane.obstacle ? <p className="text-[13px] text-muted">{lane.obstacle}</p> : null}
      <Button type="submit" size="sm" className="self-start" disabled={!read.success || lane.obstacle !== null} loading={busy}>
        Start the lane
      </Button>
    </form>
  )
}
