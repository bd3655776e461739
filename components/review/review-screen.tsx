'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useMemo, useState } from 'react'
import { openPalette, useOffer } from '#components/palette/palette-store.ts'
import { findPairs } from '#components/review/find-pairs.ts'
import { Guidelines } from '#components/review/guidelines.tsx'
import { KeyHelp } from '#components/review/key-help.tsx'
import type { Command } from '#components/review/keymap.ts'
import { LookButtons } from '#components/review/look-buttons.tsx'
import { PairReview } from '#components/review/pair-review.tsx'
import { ReviewEmpty } from '#components/review/review-empty.tsx'
import { ReviewHeader } from '#components/review/review-header.tsx'
import { useBetweenPairs } from '#components/review/use-between-pairs.ts'
import { useLook } from '#components/review/use-look.ts'
import { useReview } from '#components/review/use-review.ts'
import { announce } from '#components/shell/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice, Skeleton } from '#components/ui/panel.tsx'
import { soughtText, type SoughtFilter } from '#lib/datasets/sought-text.ts'
import { reviewScopes, type ReviewScope } from '#lib/review/contract.ts'

interface ReviewScreenProps {
  datasetId: string
  reviewerId: string
  initialScope: ReviewScope
  initialPair: string | null
  /** A saved view, where only its pairs are reviewed. */
  view?: string | null
  /** Whether the pair's comments are unfolded at first. */
  showComments?: boolean
  /** What was searched for where the screen is opened from a search: marked in the pairs. */
  search?: SoughtFilter
}

const uuids = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
const nothingSearched: SoughtFilter = {}
/** Pressed once more, a key that goes on means the pair that is on its way, and not the one behind it. */
const movers: ReadonlySet<Command> = new Set<Command>(['accept-rest', 'next-pair', 'previous-pair'])

/** Decides the constraints of a dataset, pair after pair; with scope `disputed` settles what people differ on. */
export function ReviewScreen({ datasetId, reviewerId, initialScope, initialPair, view = null, showComments = false, search = nothingSearched }: ReviewScreenProps) {
  // The address follows the pair and the scope, and who comes back to it finds the page as it was first made: what it says comes first.
  const address = useSearchParams()
  const [scope, setScope] = useState(() => reviewScopes.find((known) => known === address.get('scope') && known !== 'disputed' && initialScope !== 'disputed') ?? initialScope)
  const [at, setAt] = useState(() => uuids.exec(address.get('pair') ?? '')?.[0] ?? initialPair)
  const router = useRouter()
  const review = useReview({ datasetId, reviewerId, scope, view, at, search })
  const sought = useMemo(() => soughtText(search), [search])
  const { trail, state, decisions } = review
  const [look, changeLook] = useLook({ comments: showComments })
  const changeScope = (wanted: ReviewScope): void => {
    setAt(null)
    setScope(wanted)
  }
  const { move, waiting } = useBetweenPairs({
    review,
    look,
    changeLook,
    noun: 'pair',
    isBusy: () => trail.snapshot().moving && trail.snapshot().pair !== null,
    once: movers,
    onSearch: () => openPalette('search'),
  })
  const closeDialog = (open: boolean): void => changeLook({ dialog: open ? look.dialog : null })
  const goTo = async (pairId: string): Promise<void> => {
    if ((await trail.goTo(pairId)) === 'moved') return
    if (scope === 'disputed') return announce('Nobody differs on that pair.')
    // It is not among the pairs of this scope.
    setAt(pairId)
    setScope('all')
  }
  useOffer({ items: () => [], search: (typed, signal) => findPairs(datasetId, typed, { onPair: (id) => void goTo(id), onAll: (href) => router.push(href) }, signal) })
  return (
    <div className="flex h-full min-h-0 flex-col">
      <ReviewHeader
        datasetId={datasetId}
        view={view}
        scope={scope}
        onScope={changeScope}
        pair={state.status === 'ready' ? state.pair : null}
        conflicts={decisions.conflicts}
        onConflict={(pairId) => void trail.goTo(pairId)}
      >
        <LookButtons look={look} onLook={changeLook} />
      </ReviewHeader>
      {state.error && state.status !== 'failed' ? <ErrorNotice error={state.error} className="m-3" /> : null}
      {state.status === 'loading' ? <Loading /> : null}
      {state.status === 'failed' ? <ErrorNotice error={state.error} className="m-4" onRetry={() => void trail.start(at)} /> : null}
      {state.status === 'none' || state.status === 'ended' ? (
        <div className="flex flex-1 flex-col items-center justify-center">
          <ReviewEmpty datasetId={datasetId} view={view} scope={scope} progress={review.progress} onScope={changeScope} />
          {state.status === 'ended' ? (
            <Button variant="ghost" onClick={() => void move('previous')}>
              Back to the last pair
            </Button>
          ) : null}
          {look.guidelines ? (
            <div className="w-full max-w-2xl">
              <Guidelines datasetId={datasetId} open onOpen={(guidelines) => changeLook({ guidelines })} />
            </div>
          ) : null}
        </div>
      ) : null}
      {state.status === 'ready' && state.pair ? <PairReview pair={state.pair} review={review} look={look} onLook={changeLook} waiting={waiting} onMove={(direction) => void move(direction)} sought={sought} /> : null}
      <KeyHelp open={look.dialog === 'help'} onOpenChange={closeDialog} enabled={look.keys} onEnable={(keys) => changeLook({ keys })} />
    </div>
  )
}

function Loading() {
  return (
    <div className="grid flex-1 gap-4 p-4 lg:grid-cols-2" role="status" aria-label="Loading">
      <Skeleton className="h-64" />
      <Skeleton className="h-64" />
    </div>
  )
}
