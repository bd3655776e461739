'use client'

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useRef, type ReactNode } from 'react'
import { useEndpoints } from '#components/api/endpoints.ts'
import { CallDialog } from '#components/generation/call-dialog.tsx'
import { CallList } from '#components/generation/call-list.tsx'
import { CallSample } from '#components/generation/call-sample.tsx'
import { FailedItems } from '#components/generation/failed-items.tsx'
import { UsagePanel } from '#components/generation/usage-panel.tsx'
import type { ProgressSample } from '#components/runs/run-pace.ts'
import { generateParams } from '#lib/generation/recipe.ts'
import type { RunView } from '#lib/runs/contract.ts'

const parsers = {
  step: parseAsString,
  outcome: parseAsStringLiteral(['ok', 'error'] as const),
  reason: parseAsString,
  error: parseAsString,
  call: parseAsString,
}

/** The page of a generation run: what its calls came to, then what every run has (`children`), then what went wrong and each call. */
export function GenerationRun({ run, samples, children }: { run: RunView; samples: readonly ProgressSample[]; children: ReactNode }) {
  const [{ step, outcome, reason, error, call }, set] = useQueryStates(parsers, { history: 'replace' })
  const failed = useRef<HTMLDivElement>(null)
  const { data: list } = useEndpoints()
  const params = generateParams.safeParse(run.params).data
  const endpointId = params?.endpointId ?? params?.steps.flatMap((one) => ('endpointId' in one && one.endpointId ? [one.endpointId] : []))[0]
  const endpoint = list?.endpoints.find(({ id }) => id === endpointId)
  const currency = endpoint && (endpoint.inputPrice !== null || endpoint.outputPrice !== null) ? endpoint.currency : null
  const open = (id: string): void => void set({ call: id }, { history: 'push' })
  return (
    <>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <UsagePanel
          run={run}
          samples={samples}
          currency={currency}
          budget={params?.budget ?? {}}
          onErrorClass={(errorClass) => {
            void set({ reason: errorClass, outcome: 'error', error: errorClass, step: null })
            failed.current?.scrollIntoView({ block: 'start' })
          }}
        />
        <CallSample run={run} onOpen={open} />
      </div>
      {children}
      <div ref={failed} className="flex flex-col gap-4">
        <FailedItems run={run} reason={reason} onAll={() => void set({ reason: null })} />
        <CallList
          run={run}
          steps={params?.steps.map((one) => one.step) ?? []}
          step={step}
          status={outcome}
          errorClass={error}
          currency={currency}
          onFilter={({ step: of, status, errorClass }) => void set({ step: of, outcome: status, error: errorClass })}
          onOpen={open}
        />
      </div>
      {call ? <CallDialog id={call} datasetId={run.datasetId} onClose={() => void set({ call: null })} /> : null}
    </>
  )
}
