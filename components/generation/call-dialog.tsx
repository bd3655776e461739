'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { CallOutcome } from '#components/generation/call-list.tsx'
import { callQuery } from '#components/generation/queries.ts'
import { stepLabel } from '#components/generation/step-words.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { formatDate, formatDuration, formatNumber } from '#components/ui/format.ts'
import { ErrorNotice, Skeleton } from '#components/ui/panel.tsx'
import type { GenerationView } from '#lib/runs/contract.ts'

/** What of a request is shown as messages; the rest of it as it was sent. */
const messages = z.array(z.object({ role: z.string(), content: z.string() })).catch([])
const roles: Record<string, string> = { system: 'System', user: 'Asked', assistant: 'Said before' }

/** One call to a model, with the way to its pair where the dataset is known: what was asked, what came back to the letter, and what it took. */
export function CallDialog({ id, datasetId = null, onClose }: { id: string; datasetId?: string | null; onClose: () => void }) {
  const { data, error, refetch } = useQuery(callQuery(id))
  return (
    <Dialog open wide onOpenChange={(open) => (open ? undefined : onClose())} title={data ? stepLabel(data.step) : 'A call'} description="One question to a model, as it was sent and answered.">
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Call call={data} datasetId={datasetId} /> : error ? null : <Skeleton className="h-60" />}
    </Dialog>
  )
}

function Call({ call, datasetId }: { call: GenerationView; datasetId: string | null }) {
  const { messages: sent, ...settings } = call.request
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center justify-between gap-3">
        <CallOutcome row={call} />
        {datasetId ? (
          <Link href={`/datasets/${datasetId}/browse?pair=${call.pairId}`} className="text-accent hover:underline">
            Open its pair
          </Link>
        ) : null}
      </div>
      {call.error ? <ErrorNotice error={new Error(call.error)} /> : null}
      <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-1 sm:grid-cols-[max-content_1fr_max-content_1fr]">
        {facts(call).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      {messages.parse(sent).map((message, index) => (
        <Text key={index} title={roles[message.role] ?? message.role}>
          {message.content}
        </Text>
      ))}
      {call.firstAnswer ? (
        <>
          <Text title="First answer, which could not be used">{call.firstAnswer.raw}</Text>
          <Text title="What was wrong with it">{call.firstAnswer.problem}</Text>
        </>
      ) : null}
      <Text title={call.firstAnswer ? 'Answer after the repair' : 'Answer'}>{call.rawOutput ?? '(none came)'}</Text>
      <details>
        <summary className="text-muted">Settings of the request</summary>
        <Text title="As sent">{JSON.stringify(settings, null, 2)}</Text>
      </details>
    </div>
  )
}

function facts(call: GenerationView): [string, string][] {
  const { inputTokens, outputTokens, latencyMs } = call
  return [
    ['Model', call.model],
    ['Endpoint', call.endpointName ?? 'removed since'],
    ['Prompt', call.promptVersion],
    ['Sample', String(call.sample + 1)],
    ['Tokens', `${inputTokens === null ? 'not counted' : formatNumber(inputTokens)} in, ${outputTokens === null ? 'not counted' : formatNumber(outputTokens)} out`],
    ['Took', `${latencyMs === null ? '–' : formatDuration(latencyMs)} in ${call.tries} ${call.tries === 1 ? 'try' : 'tries'}`],
    ['Ended by', call.finishReason ?? '–'],
    ['When', formatDate(call.createdAt)],
  ]
}

/** A model's text is data: shown to the letter, never as markup. */
function Text({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-[13px] font-medium text-muted">{title}</h3>
      <pre dir="auto" className="rounded-md border border-line bg-sunken px-3 py-2 font-mono text-[13px] break-words whitespace-pre-wrap">
        {children}
      </pre>
    </section>
  )
}
