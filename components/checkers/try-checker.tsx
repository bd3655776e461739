'use client'

import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#components/api/client.ts'
import { EvidenceMark } from '#components/review/evidence-mark.tsx'
import { cleanSpans, segmentsWithin } from '#components/review/evidence.ts'
import '#components/review/review.css'
import { Badge, VerdictBadge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field, Textarea } from '#components/ui/field.tsx'
import { formatShare } from '#components/ui/format.ts'
import { ErrorNotice, Panel } from '#components/ui/panel.tsx'
import { useSettled } from '#components/ui/use-settled.ts'
import type { CheckPreview, MetConstraint } from '#lib/review/contract.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

/** Any sentence on any response: what it is understood as, whether it holds, and why; and what the response meets by itself. */
export function TryChecker({ text, onText }: { text: string; onText: (text: string) => void }) {
  const [response, setResponse] = useState('')
  const asked = useSettled({ text: text.trim(), response })
  const check = useQuery({
    queryKey: ['check', asked],
    // With its response: what is shown meanwhile is of the one before.
    queryFn: async ({ signal }) => ({ found: await api<CheckPreview>('/api/v1/check', { body: asked, signal }), response: asked.response }),
    enabled: asked.text !== '',
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
  })
  const met = useMutation({ mutationFn: (of: string) => api<{ constraints: MetConstraint[] }>('/api/v1/met', { body: { response: of } }) })
  const isBehind = check.isPlaceholderData || asked.text !== text.trim() || asked.response !== response
  return (
    <Panel title="Try one">
      <div className="flex flex-col gap-3">
        <Field label="Constraint" hint="One sentence, in whatever words. Or take one of the examples.">
          {(ids) => <Textarea {...ids} dir="auto" maxLength={4000} rows={2} value={text} onChange={({ target }) => onText(target.value)} />}
        </Field>
        <Field label="Response">{(ids) => <Textarea {...ids} dir="auto" maxLength={200_000} rows={8} value={response} onChange={({ target }) => setResponse(target.value)} />}</Field>
        {check.error && asked.text !== '' ? <ErrorNotice error={check.error} onRetry={() => void check.refetch()} /> : null}
        {check.data && text.trim() !== '' ? <Found check={check.data.found} response={check.data.response} isBehind={isBehind} /> : null}
        <div className="flex flex-col gap-2 border-t border-line pt-3">
          <Button className="self-start" disabled={response.trim() === ''} loading={met.isPending} onClick={() => met.mutate(response)}>
            What does this response meet?
          </Button>
          {met.error ? <ErrorNotice error={met.error} /> : null}
          {met.data && met.variables === response ? <Met constraints={met.data.constraints} onTry={onText} /> : null}
        </div>
      </div>
    </Panel>
  )
}

function Found({ check: { checker, type, outcome, detail, evidence, metBy, rule }, response, isBehind }: { check: CheckPreview; response: string; isBehind: boolean }) {
  if (!checker) {
    return (
      <p role="status" aria-busy={isBehind} className="rounded-md border border-line px-3 py-2">
        No program can tell: it is for people, or a judge. Either its words are not understood, or it asks for more than can be counted.
      </p>
    )
  }
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line px-3 py-2" aria-busy={isBehind} data-testid="tried">
      <p role="status" className="flex flex-wrap items-center gap-1.5">
        <VerdictBadge outcome={outcome} />
        {type === null ? null : <Badge>{typeLabel(type)}</Badge>}
        {detail}
      </p>
      <p className="font-mono text-xs break-words text-muted">
        {checker.id} {JSON.stringify(checker.kwargs)}
      </p>
      {rule ? <p className="text-[13px] text-muted">{rule}</p> : null}
      {metBy === null ? null : <p className="text-[13px] text-muted">{`${formatShare(metBy)} of other responses meet it.`}</p>}
      {evidence.length === 0 ? null : (
        <div tabIndex={0} role="region" aria-label="Evidence in the response" className="max-h-72 overflow-y-auto border-t border-line pt-2 focus-visible:-outline-offset-2">
          <p dir="auto" className="break-words whitespace-pre-wrap">
            {segmentsWithin(cleanSpans(evidence, response.length), 0, response.length).map(({ start, end, role }) => {
              const words = response.slice(start, end)
              return role === null ? <span key={start}>{words}</span> : <EvidenceMark key={start} role={role}>{words}</EvidenceMark>
            })}
          </p>
        </div>
      )}
    </div>
  )
}

/** What was read off a response, each to be tried, reworded, on it. */
function Met({ constraints, onTry }: { constraints: readonly MetConstraint[]; onTry: (text: string) => void }) {
  if (constraints.length === 0) return <p className="text-muted">Nothing that is worth saying: too little text, perhaps.</p>
  return (
    <ul aria-label="What the response meets" className="flex flex-col divide-y divide-line rounded-md border border-line">
      {constraints.map(({ text, type, detail }) => (
        <li key={text} className="flex flex-col gap-0.5 px-3 py-2">
          <button type="button" dir="auto" className="rounded text-start text-accent underline underline-offset-3" onClick={() => onTry(text)}>
            {text}
          </button>
          <span className="text-[13px] text-muted">{`${typeLabel(type)}. ${detail}`}</span>
        </li>
      ))}
    </ul>
  )
}
