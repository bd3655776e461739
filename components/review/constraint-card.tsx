'use client'

import { clsx } from 'clsx'
import { Check, Pencil, X } from 'lucide-react'
import { memo, useEffect, useRef, type MouseEvent, type ReactNode } from 'react'
import { CountedHere } from '#components/review/counted-here.tsx'
import { ModelCalls } from '#components/review/model-calls.tsx'
import { DiffText } from '#components/review/diff-text.tsx'
import { NeighbourLinks } from '#components/review/neighbour-links.tsx'
import { PeopleSaid } from '#components/review/people-said.tsx'
import type { Neighbour } from '#components/review/use-relations.ts'
import { IconButton } from '#components/ui/button.tsx'
import { StatusBadge, VerdictBadge } from '#components/ui/badge.tsx'
import { formatRelative, formatShare } from '#components/ui/format.ts'
import type { Counted } from '#lib/constraints/counted.ts'
import { mostEvidence } from '#lib/constraints/verdict.ts'
import { suggestTypes, vocabulary } from '#lib/constraints/vocabulary.ts'
import { rejectReasons, type ConstraintView } from '#lib/review/contract.ts'

const labels = new Map(vocabulary.map(({ key, label }) => [key, label]))
const origins = { rule: 'by rule', llm: 'by a model', human: 'by a person', import: 'imported' } as const
const reasons = new Map<string, string>(rejectReasons.map(({ key, label }) => [key, label]))

interface CardProps {
  constraint: ConstraintView
  number: number
  current: boolean
  showDiff: boolean
  showRule: boolean
  /** Whether the keyboard's focus follows when this becomes the current one. */
  takesFocus: boolean
  /** Whether this reviewer began to edit it and neither saved nor left. */
  begun: boolean
  /** What it conflicts with, or is implied by. */
  neighbours: readonly Neighbour[]
  /** How it is counted on the response; null where that was not asked for, or nothing is counted. */
  counted: Counted | null
  response: string
  /** Of a refined instruction, the original: the card shows what differs. */
  instruction?: string | undefined
  onPoint: (id: string | null) => void
  onChoose: (id: string) => void
  onAct: (id: string, act: 'accept' | 'reject' | 'edit') => void
  /** A conflict, where there is one. */
  notice: ReactNode
  /** The editor, in place of the text. */
  children: ReactNode
}

/** One constraint: what it says, what a program says of it, what people decided. */
export const ConstraintCard = memo(function ConstraintCard(props: CardProps) {
  const { constraint, number, current, showDiff, showRule, takesFocus, begun, neighbours, counted, response, onPoint, onChoose, onAct, notice, children } = props
  const { id, type, rawType, text, origin, outcome, judge, detail, evidence, metBy, rule, status, decision, people } = constraint
  const card = useRef<HTMLDivElement>(null)
  const refuted = outcome === 'fail' && judge === null
  const what = props.instruction === undefined ? `Constraint ${number}` : 'Refined instruction'
  const before = props.instruction ?? (decision?.previousText || text)
  useEffect(() => {
    if (!current) return
    card.current?.scrollIntoView({ block: 'nearest' })
    if (takesFocus && isFree(document.activeElement)) card.current?.focus({ preventScroll: true })
  }, [current, takesFocus])
  // What is told of it comes later than itself, and makes it longer.
  useEffect(() => {
    if (current && counted) card.current?.scrollIntoView({ block: 'nearest' })
  }, [current, counted])
  return (
    <div
      ref={card}
      role="row"
      tabIndex={current ? 0 : -1}
      aria-label={`${what}: ${refuted ? 'refuted. ' : ''}${text}${neighbours.map((other) => ` (${other.how} ${other.number})`).join('')}`}
      aria-selected={current}
      data-testid={props.instruction === undefined ? 'constraint' : 'refinement'}
      onMouseEnter={() => onPoint(id)}
      onMouseLeave={() => onPoint(null)}
      onFocus={() => onChoose(id)}
      className={clsx(
        'group scroll-my-2 rounded-md border border-l-4 bg-panel px-3 py-2 focus-visible:outline-none focus-visible:ring-2',
        refuted ? 'border-bad' : 'border-line',
        current && 'ring-1 ring-accent',
      )}
    >
      <div role="gridcell">
        {/* One line, with its buttons and without: a card that grew or shrank as the focus comes and goes would move what is being clicked on. */}
        <div className="flex items-center gap-2">
          <span className="min-w-5 rounded bg-sunken px-1 text-center text-xs font-semibold tabular-nums text-muted">{number}</span>
          {props.instruction === undefined ? <VerdictBadge outcome={outcome} judged={judge !== null} /> : null}
          <span className="min-w-0 truncate text-xs text-muted" title={rawType ? `${rawType} (${type})` : type}>
            {props.instruction === undefined ? typeName(type, rawType) : 'Refined instruction'} · {origins[origin]}
          </span>
          <span className="ml-auto flex shrink-0 items-center gap-1">
            {children ? null : <Acts id={id} name={what.toLowerCase()} current={current} onAct={onAct} />}
            <StatusBadge status={status} />
          </span>
        </div>
        {children ? null : (
          <>
            <div className="mt-1">
              {showDiff && before !== text ? (
                <DiffText before={before} after={text} />
              ) : (
                <p dir="auto" className={clsx('whitespace-pre-wrap break-words', status === 'rejected' && 'text-muted line-through')}>
                  {text}
                </p>
              )}
            </div>
            {detail ? (
              <p className={clsx('mt-0.5 text-[13px] first-letter:uppercase', refuted ? 'font-medium text-bad' : 'text-muted')}>
                {detail}
                {evidence.length >= mostEvidence ? <span className="font-normal"> The first {mostEvidence} places are marked.</span> : null}
                {metBy === null ? null : <span className="font-normal text-faint"> Met by {formatShare(metBy)} of other responses.</span>}
              </p>
            ) : null}
            {showRule && rule ? <p className="mt-0.5 text-xs text-muted">{rule.replaceAll('`', '')}</p> : null}
            {showRule && counted ? <CountedHere counted={counted} response={response} /> : null}
            <ModelCalls constraint={constraint} current={current} />
            {begun ? <p className="mt-0.5 text-xs text-warn">You began to edit it; what you wrote is kept.</p> : null}
            {people?.final ? null : <Decided decision={decision} status={status} />}
            {people ? <PeopleSaid people={people} worded={text} /> : null}
          </>
        )}
        {children ? <div className="mt-1">{children}</div> : null}
        {children ? null : <NeighbourLinks neighbours={neighbours} reachable={current} onGoTo={onChoose} />}
        {notice}
      </div>
    </div>
  )
})

/** The type in words; of a name that the vocabulary does not know, the name and what it may mean. */
function typeName(type: string, rawType: string | null): string {
  if (type !== 'unmapped' || !rawType) return labels.get(type) ?? type
  const suggestions = suggestTypes(rawType).map((key) => labels.get(key) ?? key)
  return suggestions.length === 0 ? `${rawType}, not mapped` : `${rawType}, not mapped; perhaps ${suggestions.join(' or ')}`
}

/** Whether the focus may be moved: it is nowhere, or on a constraint. Whoever is on a button stays there. */
function isFree(active: Element | null): boolean {
  return active === null || active === document.body || active.id === 'main' || active.matches('[data-testid="constraint"], [data-testid="refinement"]')
}

function Decided({ decision, status }: Pick<ConstraintView, 'decision' | 'status'>) {
  if (!decision || status === 'pending') return null
  const reason = decision.reason ? (reasons.get(decision.reason) ?? decision.reason) : null
  return (
    <p className="mt-0.5 text-xs text-faint">
      {reason ? `${reason} · ` : null}
      {decision.mine ? 'You' : (decision.reviewer ?? 'Somebody who has left')}, {formatRelative(decision.at)}
    </p>
  )
}

/** The three most used acts, for the mouse, on the card that is pointed at. */
function Acts({ id, name, current, onAct }: Pick<CardProps, 'current' | 'onAct'> & { id: string; name: string }) {
  const icon = { size: 15, 'aria-hidden': true } as const
  const act = (kind: 'accept' | 'reject' | 'edit') => () => onAct(id, kind)
  const keepFocus = (event: MouseEvent): void => event.preventDefault()
  return (
    <div className={clsx('-my-1', current ? 'flex' : 'hidden group-hover:flex')}>
      <IconButton label={`Accept ${name}`} tabIndex={-1} className="hover:text-good" onMouseDown={keepFocus} onClick={act('accept')}>
        <Check {...icon} />
      </IconButton>
      <IconButton label={`Reject ${name}`} tabIndex={-1} className="hover:text-bad" onMouseDown={keepFocus} onClick={act('reject')}>
        <X {...icon} />
      </IconButton>
      <IconButton label={`Edit ${name}`} tabIndex={-1} onMouseDown={keepFocus} onClick={act('edit')}>
        <Pencil {...icon} />
      </IconButton>
    </div>
  )
}
