'use client'

import { useEffect, useEffectEvent, useRef } from 'react'
import { CheckCheck } from 'lucide-react'
import { Guidelines } from '#components/review/guidelines.tsx'
import { KeyHelp } from '#components/review/key-help.tsx'
import { LookButtons } from '#components/review/look-buttons.tsx'
import { PairReview } from '#components/review/pair-review.tsx'
import { travel } from '#components/review/travel.ts'
import { useBetweenPairs } from '#components/review/use-between-pairs.ts'
import { useLook } from '#components/review/use-look.ts'
import { useReview } from '#components/review/use-review.ts'
import { announce } from '#components/shell/announcer.tsx'
import { Button, LinkButton } from '#components/ui/button.tsx'
import { EmptyState, ErrorNotice, Spinner } from '#components/ui/panel.tsx'

interface RowScreenProps {
  datasetId: string
  reviewerId: string
  type: string
  label: string
  /** Of this wording only; null for all of the type. */
  template: string | null
}

/** Decides the constraints of one type, or of one wording, one after the other: each decision brings the next one. */
export function RowScreen({ datasetId, reviewerId, type, label, template }: RowScreenProps) {
  const row = template === null ? { type } : { type, template }
  const review = useReview({ datasetId, reviewerId, scope: 'undecided', view: null, at: null, row })
  const { trail, state, decisions } = review
  const [look, changeLook] = useLook()
  const { move, waiting } = useBetweenPairs({ review, look, changeLook, noun: 'one', isBusy: () => trail.snapshot().moving })
  const closeDialog = (open: boolean): void => changeLook({ dialog: open ? look.dialog : null })
  const pair = state.status === 'ready' ? state.pair : null
  const open = pair ? pair.constraints.filter(({ id }) => (decisions.views.get(id)?.status ?? 'pending') === 'pending').length : 0
  // While the next one is on its way, a key would decide once more what has been decided: it is kept for the next one.
  const shownLook = state.moving ? { ...look, keys: false } : look
  useOnceDecided(pair?.id ?? null, open, () => void move('next'))
  return (
    <div className="flex h-full min-h-0 flex-col" aria-busy={state.moving}>
      <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-panel px-4 py-1.5">
        <h1 className="font-semibold">In a row: {label}</h1>
        <span className="min-w-0 flex-1 truncate text-xs text-muted">{template === null ? 'All that are undecided, one after the other' : 'Those of one wording, one after the other'}</span>
        <LinkButton size="sm" variant="ghost" href={`/datasets/${datasetId}/templates`}>
          Wordings
        </LinkButton>
        <LookButtons look={look} onLook={changeLook} />
      </header>
      {state.error && state.status !== 'failed' ? <ErrorNotice error={state.error} className="m-3" /> : null}
      {state.status === 'loading' ? <Spinner /> : null}
      {state.status === 'failed' ? <ErrorNotice error={state.error} className="m-4" onRetry={() => void trail.start(null)} /> : null}
      {state.status === 'none' || state.status === 'ended' ? (
        <EmptyState
          className="flex-1"
          title="All decided"
          icon={<CheckCheck size={28} strokeWidth={1.5} />}
          action={
            <div className="flex gap-2">
              <LinkButton href={`/datasets/${datasetId}/templates`}>To the wordings</LinkButton>
              {decisions.canUndo ? (
                <Button variant="ghost" onClick={() => void travel(review, 'undo').then(({ text }) => announce(text))}>
                  Undo the last one
                </Button>
              ) : null}
              {state.status === 'ended' ? (
                <Button variant="ghost" onClick={() => void move('previous')}>
                  Back to the last one
                </Button>
              ) : null}
            </div>
          }
        >
          Nothing of this kind is left undecided, but for what others are at just now.
        </EmptyState>
      ) : null}
      {!pair && look.guidelines ? <Guidelines datasetId={datasetId} open onOpen={(guidelines) => changeLook({ guidelines })} /> : null}
      {pair ? <PairReview pair={pair} review={review} look={shownLook} onLook={changeLook} waiting={waiting} onMove={(direction) => void move(direction)} /> : null}
      <KeyHelp open={look.dialog === 'help'} onOpenChange={closeDialog} enabled={look.keys} onEnable={(keys) => changeLook({ keys })} />
    </div>
  )
}

/** Goes on when the last constraint of what is shown has just been decided here; what was decided before it came is only looked at. */
function useOnceDecided(pairId: string | null, open: number, goOn: () => void): void {
  const before = useRef({ pairId, open })
  const next = useEffectEvent(goOn)
  useEffect(() => {
    const last = before.current
    before.current = { pairId, open }
    if (pairId !== null && last.pairId === pairId && last.open > 0 && open === 0) next()
  }, [pairId, open])
}
