import type { Command } from '#components/review/keymap.ts'
import { travel, undoPair } from '#components/review/travel.ts'
import { useHeldKeys } from '#components/review/use-held-keys.ts'
import type { Look } from '#components/review/use-look.ts'
import { tell, type Review } from '#components/review/use-review.ts'
import { useReviewKeys } from '#components/review/use-review-keys.ts'
import { announce } from '#components/shell/announcer.tsx'
import { rejectReasons } from '#lib/review/contract.ts'

interface BetweenPairs {
  review: Review
  look: Look
  changeLook: (change: Partial<Look>) => void
  /** What is decided one after the other, as it is called when there is no further one. */
  noun: string
  /** Whether what is on the screen still takes keys while the next one is on its way. */
  isBusy: () => boolean
  /** The keys that mean nothing when pressed once more while the next one is on its way. */
  once?: ReadonlySet<Command>
  onSearch?: () => void
}

const none: ReadonlySet<Command> = new Set()

/**
 * What the keys do while no pair stands there to take them, in review as in a row: undo, help and guidelines work, and what means the
 * next pair waits for it. Answers how many keys wait, and how to move.
 */
export function useBetweenPairs({ review, look, changeLook, noun, isBusy, once = none, onSearch }: BetweenPairs) {
  const { trail, state } = review
  const move = async (direction: 'next' | 'previous'): Promise<void> => {
    const moved = await trail[direction]()
    if (moved === 'last') announce(`This is the last ${noun}.`)
    if (moved === 'first') announce(`This is the first ${noun}.`)
    if (moved === 'ended') announce('All decided.')
  }
  useReviewKeys((command) => {
    if (command === 'previous-pair') void move('previous')
    if ((command === 'undo' || command === 'redo') && state.status !== 'loading') void travel(review, command).then(({ text }) => announce(text))
    if (command === 'undo-pair' && state.status !== 'loading') void undoPair(review).then(({ text }) => announce(text))
    if (command === 'help') changeLook({ dialog: 'help' })
    if (command === 'toggle-guidelines') changeLook({ guidelines: !look.guidelines })
    if (command === 'search') onSearch?.()
  }, look.keys && state.status !== 'ready')
  const waiting = useHeldKeys({
    enabled: look.keys,
    isBusy,
    isReady: () => trail.snapshot().status === 'ready' && trail.snapshot().error === null,
    atOnce: (command, digit, first) => {
      if (first && once.has(command)) return true
      // Why the last one was rejected can be said while the next one comes.
      const asked = first && command === 'jump' && review.store.snapshot().askingReason !== null
      if (asked) review.store.giveReason(rejectReasons[(digit ?? 0) - 1]?.key)
      return asked
    },
    shown: () => trail.snapshot().came,
    onDropped: (count) => tell(`No other pair came: ${count === 1 ? 'the key that waited for it was' : `the ${count} keys that waited for it were`} not taken.`),
    state,
  })
  return { move, waiting }
}
