'use client'

import { useState } from 'react'
import { CallDialog } from '#components/generation/call-dialog.tsx'
import type { ConstraintView } from '#lib/review/contract.ts'

/** The model calls that a constraint and its judgement come from, each a click away; nothing where no model had a part in it. */
export function ModelCalls({ constraint: { generationId, judge }, current }: { constraint: Pick<ConstraintView, 'generationId' | 'judge'>; current: boolean }) {
  const [open, setOpen] = useState<string | null>(null)
  const calls = [
    { id: generationId, label: 'How a model proposed it' },
    { id: judge?.generationId ?? null, label: 'How the judge answered' },
  ]
  if (calls.every(({ id }) => id === null)) return null
  return (
    <p className="mt-0.5 flex gap-3 text-xs">
      {calls.map(({ id, label }) =>
        id === null ? null : (
          // In the order of the Tab key for the current constraint alone, or a pair of twenty would take forty presses.
          <button key={label} type="button" tabIndex={current ? 0 : -1} className="text-accent hover:underline" onClick={() => setOpen(id)}>
            {label}
          </button>
        ),
      )}
      {open ? <CallDialog id={open} onClose={() => setOpen(null)} /> : null}
    </p>
  )
}
