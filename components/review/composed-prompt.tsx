'use client'

import { TriangleAlert } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { insertedParts } from '#components/review/inserted-parts.ts'
import { usePromptPreview } from '#components/review/use-prompt-preview.ts'
import type { ConstraintView, PairView } from '#lib/review/contract.ts'

/** Reasons that say that the accepted constraints are not true together; the others are choices of the recipe. */
const untrue = new Set(['conflicts with another', 'refuted', 'checker could not run'])

/** The prompt as an export would state it with what is accepted now. It follows every decision. */
export function ComposedPrompt({ pair, constraints }: { pair: PairView; constraints: readonly ConstraintView[] }) {
  const { preview, failed } = usePromptPreview(pair.id, constraints)
  const parts = useMemo(() => insertedParts(preview?.prompt ?? '', [pair.instruction, pair.input ?? '']), [preview, pair])
  const frame = useRef<HTMLElement>(null)
  // Asked for while the end of a long response is on the screen, it would not be seen.
  useEffect(() => {
    frame.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const numberOf = (id: string): number => constraints.findIndex((constraint) => constraint.id === id) + 1
  return (
    <section ref={frame} aria-label="As exported" className="scroll-my-3 rounded-md border border-line bg-sunken px-3 py-2" data-testid="composed">
      <h2 className="mb-1 flex items-baseline gap-2 text-xs font-semibold text-muted">
        As exported
        <span className="font-normal text-muted">default recipe, seed 0; what is put in is underlined</span>
      </h2>
      {failed ? <p className="text-muted">The server cannot be reached; it is shown again after the next decision.</p> : null}
      {preview?.prompt ? (
        <p dir="auto" className="whitespace-pre-wrap break-words">
          {parts.map(({ text, inserted }, index) =>
            inserted ? (
              <ins key={index} className="rounded-sm bg-good-soft text-good underline decoration-good underline-offset-2">
                {text}
              </ins>
            ) : (
              <span key={index}>{text}</span>
            ),
          )}
        </p>
      ) : null}
      {preview?.problem ? <p className="text-muted">This pair would not leave: {preview.problem}.</p> : null}
      {preview && preview.notStated.length > 0 ? (
        <ul className="mt-1.5 flex flex-col gap-0.5 text-[13px]" aria-label="Accepted, but not stated">
          {preview.notStated.map(({ constraintId, reason }) => (
            <li key={constraintId} className={untrue.has(reason) ? 'font-medium text-warn' : 'text-muted'}>
              {untrue.has(reason) ? <TriangleAlert size={14} aria-hidden="true" className="mr-1 inline align-[-2px]" /> : null}
              {numberOf(constraintId)} is accepted but not stated: {reason}.
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}
