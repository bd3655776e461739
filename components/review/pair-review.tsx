'use client'

import { useCallback, useMemo, useRef, useState } from 'react'
import { ComposedPrompt } from '#components/review/composed-prompt.tsx'
import { ConstraintList } from '#components/review/constraint-list.tsx'
import { unitMarks } from '#components/review/counts-in-words.ts'
import { DecisionBar } from '#components/review/decision-bar.tsx'
import { jumpBy } from '#components/review/evidence-places.ts'
import { EvidenceRail } from '#components/review/evidence-rail.tsx'
import type { MarkSpan } from '#components/review/evidence.ts'
import type { Command } from '#components/review/keymap.ts'
import { PairAside } from '#components/review/pair-aside.tsx'
import { AddButton, OwnConstraint } from '#components/review/own-constraint.tsx'
import { PairPane } from '#components/review/pair-pane.tsx'
import { ReasonStrip } from '#components/review/reason-strip.tsx'
import { SayWhy } from '#components/review/say-why.tsx'
import { scrollPair } from '#components/review/scroll-pair.ts'
import { useBeginAtTop } from '#components/review/use-begin-at-top.ts'
import { useCounting } from '#components/review/use-counting.ts'
import type { Look } from '#components/review/use-look.ts'
import { usePaletteOffer } from '#components/review/use-palette-offer.ts'
import { newConstraint, usePairCommands } from '#components/review/use-pair-commands.ts'
import { asWritten, useRelations, type Written } from '#components/review/use-relations.ts'
import { useReviewKeys } from '#components/review/use-review-keys.ts'
import { WaitingOwn } from '#components/review/waiting-own.tsx'
import type { Review } from '#components/review/use-review.ts'
import { Found } from '#components/ui/found.tsx'
import { nothingSought, type SoughtText } from '#lib/datasets/sought-text.ts'
import { isOpen, isProven, isUsable, type CheckPreview, type PairView } from '#lib/review/contract.ts'

interface PairReviewProps {
  pair: PairView
  review: Review
  look: Look
  onLook: (change: Partial<Look>) => void
  onMove: (direction: 'next' | 'previous') => void
  /** How many keys wait for the next pair. */
  waiting?: number
  /** What was searched for where the pair is opened from a search. */
  sought?: SoughtText
}

const nothing: readonly MarkSpan[] = []

/** One pair on the left, its constraints on the right, what can be done below. */
export function PairReview({ pair, review, look, onLook, onMove, waiting = 0, sought = nothingSought }: PairReviewProps) {
  const { store, drafts, decisions, progress } = review
  const pane = useRef<HTMLDivElement>(null)
  const whole = useRef<HTMLDivElement>(null)
  const commands = usePairCommands({ pair, review, look, onLook, onMove, onJump: (by) => (pane.current ? jumpBy(pane.current, by) : ''), onScroll: (how) => scrollPair(pane.current, how) })
  const { constraints, refinement, currentId, editing, notice, run } = commands
  const [pointed, setPointed] = useState<string | null>(null)
  const [preview, setPreview] = useState<CheckPreview | null>(null)
  // As it was checked last, so that what it conflicts with does not come and go with every letter.
  const [written, setWritten] = useState<Written | null>(null)
  const neighboursOf = useRelations(pair, asWritten(constraints, written?.id === editing ? written : null))
  const showPreview = useCallback(
    (checked: CheckPreview | null, text: string): void => {
      setPreview(checked)
      if (text === '') setWritten(null)
      else if (checked && editing) setWritten({ id: editing, pairId: pair.id, text, ...checked })
    },
    [editing, pair.id],
  )
  useReviewKeys(run, look.keys)
  useBeginAtTop({ pane, whole, pairId: pair.id, isAtFirst: currentId === (constraints[0]?.id ?? null) })

  const shown = constraints.find(({ id }) => id === pointed) ?? constraints.find(({ id }) => id === currentId)
  const counting = useCounting(pair.id, look.rules && !editing ? shown : undefined)
  const units = useMemo(() => (counting?.counted ? unitMarks(counting.counted) : nothing), [counting])
  const evidence = editing ? (preview?.evidence ?? nothing) : units.length > 0 ? units : (shown?.evidence ?? nothing)
  const spans = look.evidence ? evidence : nothing
  const current = constraints.find(({ id }) => id === currentId)
  const drawnFor = useMemo(() => ({ pairId: pair.id, spans, mode: look.mode }), [pair.id, spans, look.mode])
  const refined = refinement && isUsable(refinement) ? refinement.text : null
  const proven = constraints.filter((view) => view.status === 'pending' && isProven(view) && !decisions.conflicts.has(view.id)).length
  const open = constraints.filter(isOpen).length
  const idle = new Set<Command>([
    ...(decisions.canUndo ? [] : (['undo', 'undo-pair'] as const)),
    ...(decisions.canRedo ? [] : (['redo'] as const)),
    ...(proven > 0 || open === 0 ? [] : (['accept-rest'] as const)),
    ...(currentId ? [] : (['accept', 'reject', 'edit', 'skip', 'flag'] as const)),
  ])
  usePaletteOffer({ constraints: refinement ? [...constraints, refinement] : constraints, idle, run, onChoose: commands.choose })
  return (
    <>
      <div ref={whole} className="grid min-h-0 flex-1 grid-cols-1 max-lg:overflow-y-auto lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
        <div className="relative lg:min-h-0">
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and without a place for the focus it would only for a mouse */}
          <div ref={pane} role="region" aria-label="Pair" data-pair={pair.id} tabIndex={0} className="bg-panel outline-offset-[-2px] lg:h-full lg:overflow-y-auto">
            <PairPane key={pair.id} pair={pair} refined={refined} mode={look.mode} showDiff={look.diff} spans={spans} scrollFor={pointed && pointed !== currentId ? null : currentId} sought={sought}>
              {look.prompt ? <ComposedPrompt pair={pair} constraints={constraints} /> : null}
            </PairPane>
          </div>
          <EvidenceRail scroller={pane} drawnFor={drawnFor} />
        </div>
        <div className="border-line max-lg:border-t lg:min-h-0 lg:overflow-y-auto lg:border-l">
          <Found words={sought.constraint}>
            <ConstraintList
              constraints={constraints}
              refinement={refinement}
              instruction={pair.instruction}
              currentId={currentId}
              editing={editing}
              drafts={drafts}
              conflicts={decisions.conflicts}
              neighboursOf={neighboursOf}
              counting={counting}
              response={pair.response}
              showDiff={look.diff}
              showRules={look.rules}
              onPoint={setPointed}
              onChoose={commands.choose}
              onAct={commands.act}
              onSave={commands.save}
              onLeave={commands.leave}
              onPreview={showPreview}
              onUseTheirs={store.useTheirs}
              onDecideAgain={(id) => {
                const problem = store.decideAgain(id)
                if (problem) commands.say(problem, 'warn')
              }}
            >
              <WaitingOwn waiting={review.ownWaiting.filter(({ pairId }) => pairId === pair.id)} onTakeBack={commands.takeBack} onDiscard={commands.discardOwn} />
              {editing === newConstraint ? (
                <OwnConstraint
                  key={`${pair.id} ${commands.returned}`}
                  pairId={pair.id}
                  number={constraints.length + 1}
                  draft={drafts.get(commands.ownDraft)}
                  onDraft={(text) => drafts.set(commands.ownDraft, text)}
                  onAdd={(text) => void commands.add(text)}
                  onLeave={commands.leave}
                  neighbours={neighboursOf(newConstraint)}
                  onPreview={showPreview}
                />
              ) : (
                <AddButton onAdd={() => run('add')} />
              )}
            </ConstraintList>
          </Found>
          <PairAside pair={pair} current={constraints.find(({ id }) => id === currentId) ?? null} look={look} onLook={onLook} />
        </div>
      </div>
      <div className="relative">
        {decisions.askingReason ? (
          <ReasonStrip
            constraintId={decisions.askingReason}
            number={pair.constraints.some(({ id }) => id === decisions.askingReason) ? commands.numberOf(decisions.askingReason) : null}
            onReason={commands.giveReason}
          />
        ) : null}
        {current?.adjudicating ? <SayWhy key={current.id} whys={commands.whys} constraintId={current.id} number={commands.numberOf(current.id)} /> : null}
        <DecisionBar
          run={run}
          progress={progress}
          unsent={decisions.unsent + review.ownWaiting.filter(({ refused }) => refused === undefined).length}
          trouble={decisions.trouble}
          keeps={decisions.keeps}
          waiting={waiting}
          onRetry={store.retryNow}
          idle={idle}
          proven={proven}
          allDecided={open === 0}
          notice={notice}
        />
      </div>
    </>
  )
}
