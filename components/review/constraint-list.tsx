'use client'

import { useCallback, useLayoutEffect, useRef, type ReactNode } from 'react'
import { ConflictNotice } from '#components/review/conflict-notice.tsx'
import { ConstraintCard } from '#components/review/constraint-card.tsx'
import { ConstraintEditor } from '#components/review/constraint-editor.tsx'
import type { Drafts } from '#components/review/drafts.ts'
import type { Conflict } from '#components/review/decision-store.ts'
import type { Counting } from '#components/review/use-counting.ts'
import type { Neighbour } from '#components/review/use-relations.ts'
import { isOpen, type CheckPreview, type ConstraintView } from '#lib/review/contract.ts'

interface ListProps {
  constraints: readonly ConstraintView[]
  /** The refined instruction, decided like a constraint, and the instruction that it refines. */
  refinement: ConstraintView | null
  instruction: string
  currentId: string | null
  editing: string | null
  /** Text that was written in an editor and neither saved nor left, by constraint. */
  drafts: Drafts
  conflicts: ReadonlyMap<string, Conflict>
  neighboursOf: (id: string) => readonly Neighbour[]
  /** How one of them is counted on the response, where that was asked for. */
  counting: Counting | null
  response: string
  showDiff: boolean
  showRules: boolean
  onPoint: (id: string | null) => void
  onChoose: (id: string) => void
  onAct: (id: string, act: 'accept' | 'reject' | 'edit') => void
  onSave: (id: string, text: string, preview: CheckPreview | null) => void
  onLeave: () => void
  onPreview: (preview: CheckPreview | null, text: string) => void
  onUseTheirs: (id: string) => void
  onDecideAgain: (id: string) => void
  /** Behind them. */
  children?: ReactNode
}

/** The constraints of a pair, the refuted ones first. */
export function ConstraintList(props: ListProps) {
  const { constraints, refinement, instruction, currentId, editing, drafts, conflicts, neighboursOf, counting, response, showDiff, showRules, onPoint, onSave, onLeave, onPreview, onUseTheirs, onDecideAgain, children } = props
  const onChoose = useLatest(props.onChoose)
  const onAct = useLatest(props.onAct)
  const refuted = constraints.filter((view) => view.outcome === 'fail' && view.judge === null).length
  const open = constraints.filter(isOpen).length
  return (
    <section aria-label="Constraints" className="flex flex-col gap-2 px-3 py-3">
      <h2 className="flex gap-2 px-1 text-xs font-semibold text-muted">
        Constraints
        <span className="font-normal tabular-nums text-faint">
          {constraints.length} · {open} {constraints.some(({ adjudicating }) => adjudicating) ? 'to settle' : 'undecided'}
        </span>
        {refuted > 0 ? <span className="tabular-nums text-bad">{refuted} refuted</span> : null}
      </h2>
      {constraints.length === 0 ? <p className="px-1 text-faint">This pair has no constraints.</p> : null}
      {/* A grid whose rows take the focus: screen readers then leave single keys to the page. */}
      <div role="grid" aria-label="Constraints of this pair" className="flex flex-col gap-2 empty:hidden">
        {[...constraints, ...(refinement ? [refinement] : [])].map((constraint, index) => {
          const { id } = constraint
          const conflict = conflicts.get(id)
          const number = index + 1
          return (
            <ConstraintCard
              key={id}
              constraint={constraint}
              number={number}
              current={id === currentId}
              showDiff={showDiff}
              showRule={showRules}
              takesFocus={editing === null}
              begun={(drafts.get(id) ?? constraint.text) !== constraint.text}
              neighbours={neighboursOf(id)}
              counted={counting?.constraintId === id ? counting.counted : null}
              response={response}
              instruction={constraint === refinement ? instruction : undefined}
              onPoint={onPoint}
              onChoose={onChoose}
              onAct={onAct}
              notice={conflict ? <ConflictNotice conflict={conflict} onUseTheirs={() => onUseTheirs(id)} onDecideAgain={() => onDecideAgain(id)} /> : null}
            >
              {editing === id ? (
                <ConstraintEditor
                  constraint={constraint}
                  number={number}
                  draft={drafts.get(id)}
                  onDraft={(text) => drafts.set(id, text)}
                  onSave={(text, preview) => onSave(id, text, preview)}
                  onLeave={onLeave}
                  neighbours={neighboursOf(id)}
                  onPreview={onPreview}
                />
              ) : null}
            </ConstraintCard>
          )
        })}
      </div>
      {children}
    </section>
  )
}

/** A function that stays the same and does what the latest one does, so that cards that did not change are not drawn again. */
function useLatest<Args extends unknown[]>(work: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(work)
  // Before the cards' effects, which move the focus and so call it.
  useLayoutEffect(() => {
    latest.current = work
  })
  return useCallback((...args: Args) => latest.current(...args), [])
}
