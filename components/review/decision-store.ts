import { afterAct, objection, stateOf, type Act, type ConstraintState } from '#components/review/act.ts'
import { countedViews } from '#components/review/counted-views.ts'
import { createDecisionQueue, type Send } from '#components/review/decision-queue.ts'
import type { KeptSteps } from '#components/review/kept-steps.ts'
import { createUndoStacks, type Step } from '#components/review/undo-stacks.ts'
import { keptNowhere, type UnsentActs } from '#components/review/unsent-acts.ts'
import { isProven, type CheckPreview, type ConstraintView, type DecisionInput, type DecisionKind, type DecisionResult } from '#lib/review/contract.ts'

/** Somebody decided meanwhile: theirs stands; what this reviewer wanted is kept beside it. */
export interface Conflict {
  mine: DecisionInput
  theirs: ConstraintView
  message: string
}

export interface DecisionSnapshot {
  /** Every constraint seen in this visit, as it is with this reviewer's decisions, sent or not. */
  views: ReadonlyMap<string, ConstraintView>
  conflicts: ReadonlyMap<string, Conflict>
  unsent: number
  /** Counts the decisions that the server did not take, as somebody else's stands or they cannot be. */
  unmet: number
  trouble: string | null
  /** Whether this browser keeps what is not sent yet, so that it outlives the page. */
  keeps: boolean
  /** The rejected constraint for which a reason can be given now. */
  askingReason: string | null
  canUndo: boolean
  canRedo: boolean
}

interface DecideOptions {
  text?: string
  reason?: string
  preview?: CheckPreview | null
  elapsedMs?: number
}

interface StoreOptions {
  send: Send
  unsent?: UnsentActs
  steps?: KeptSteps
  /** Told when the server did not take a decision, in words for the reviewer. */
  onRefused?: (message: string, constraintId: string) => void
  onConflict?: (conflict: Conflict) => void
  now?: () => number
  newId?: () => string
}

export type DecisionStore = ReturnType<typeof createDecisionStore>

/** This reviewer's decisions: shown at once, sent in the background, undone and redone across pairs, also after a reload where `steps` are kept. */
export function createDecisionStore(options: StoreOptions) {
  const { send, unsent = keptNowhere, steps: kept, onRefused, onConflict, now = Date.now, newId = () => crypto.randomUUID() } = options
  const confirmed = new Map<string, ConstraintView>()
  const views = new Map<string, ConstraintView>()
  const conflicts = new Map<string, Conflict>()
  const listeners = new Set<() => void>()
  const undos = createUndoStacks({ kept, now, onChange: publish })
  // For each page that is on its way, the acts that were answered since it was asked for.
  const awaited = new Set<Act[]>()
  let lastMadeAt = 0
  let unmet = 0
  let snapshot: DecisionSnapshot
  const queue = createDecisionQueue({ send, unsent, onResult: settle, onChange: publish })
  publish()

  function publish(): void {
    const held = queue.heldId()
    const asking = held === null ? null : ([...views.values()].find((view) => view.decision?.id === held)?.id ?? null)
    snapshot = {
      views,
      conflicts,
      unsent: queue.size(),
      unmet,
      trouble: queue.trouble(),
      keeps: queue.keeps(),
      askingReason: asking,
      canUndo: undos.canUndo(),
      canRedo: undos.canRedo(),
    }
    for (const listener of listeners) listener()
  }

  /** What the server says, with what it has not heard yet on top. */
  function refold(constraintId: string): void {
    const base = confirmed.get(constraintId)
    if (base) views.set(constraintId, queue.pendingOf(constraintId).reduce(afterAct, base))
  }

  function load(fresh: readonly ConstraintView[]): void {
    for (const view of fresh) {
      const known = confirmed.get(view.id)
      // A page that was fetched ahead may be older than what the server has answered since.
      if (known && known.version > view.version) continue
      confirmed.set(view.id, view)
      refold(view.id)
    }
    publish()
  }

  function enact(view: ConstraintView, kind: DecisionKind, more: Partial<DecisionInput>, act: Partial<Act>): Step {
    lastMadeAt = Math.max(lastMadeAt + 1, now())
    const input = { id: newId(), constraintId: view.id, kind, seenVersion: view.version, ...(view.adjudicating ? { final: true } : {}), ...more }
    const before = stateOf(view)
    const made: Act = { input, pairId: view.pairId, madeAt: lastMadeAt, restores: null, preview: null, before: view, ...act }
    views.set(view.id, afterAct(view, made))
    queue.add(made)
    return { constraintId: view.id, pairId: view.pairId, decisionId: input.id, state: before }
  }

  /**
   * Decides; answers why it cannot be, in words, or null once it is. `askReason` keeps a rejection back until `giveReason`. What no key made is
   * decided `aside`: a rejection goes on waiting for its reason, and undo takes back what came before.
   */
  function decide(constraintId: string, kind: Exclude<DecisionKind, 'undo'>, given: DecideOptions & { askReason?: boolean; aside?: boolean } = {}): string | null {
    const view = views.get(constraintId)
    if (!view) return 'This constraint is not on the screen any more.'
    if (conflicts.has(constraintId)) return 'Somebody decided this meanwhile: say first whose decision stands.'
    const problem = objection(view, kind, given.text)
    if (problem) return problem
    if (!given.aside) queue.release()
    const { text, reason, elapsedMs, preview = null } = given
    const more = { ...(text ? { text: text.trim() } : {}), ...(reason ? { reason } : {}), ...(elapsedMs === undefined ? {} : { elapsedMs }) }
    const step = enact(view, kind, more, { preview })
    if (given.askReason) queue.hold(step.decisionId)
    if (!given.aside) undos.did([step])
    publish()
    return null
  }

  /** Accepts those of the constraints that are proven and undecided, as one step to undo. Answers how many. */
  function acceptProven(constraintIds: readonly string[], elapsedMs?: number): number {
    queue.release()
    const proven = constraintIds.flatMap((id) => views.get(id) ?? []).filter((view) => view.status === 'pending' && isProven(view) && !conflicts.has(view.id))
    const steps = proven.map((view, index) => enact(view, 'accept', index === 0 && elapsedMs !== undefined ? { elapsedMs } : {}, {}))
    if (steps.length > 0) undos.did(steps)
    publish()
    return steps.length
  }

  /** Takes the last step back, or does the last one taken back again. Answers where that was, and who has decided it since where all of it is theirs now; null when there is none. */
  function travel(direction: 'undo' | 'redo'): { pairId: string; constraintId: string; count: number; overruledBy?: string } | null {
    queue.release()
    const steps = direction === 'undo' ? undos.nextUndo() : undos.nextRedo()
    const first = steps?.[0]
    if (!steps || !first) return null
    // What somebody else has decided since can be decided again, but not undone. Redone it can be: theirs is what the undo brought back.
    const isTheirs = ({ decision }: ConstraintView): boolean => direction === 'undo' && decision?.mine === false
    const back = steps.flatMap((step) => {
      const view = views.get(step.constraintId)
      return view && !isTheirs(view) ? [enact(view, 'undo', { undoesId: step.decisionId }, { restores: step.state ?? likelyBefore(view, step.decisionId) })] : []
    })
    undos.travelled(direction, back)
    publish()
    const theirs = steps.flatMap(({ constraintId }) => views.get(constraintId) ?? []).find(isTheirs)
    return { pairId: first.pairId, constraintId: first.constraintId, count: back.length, ...(theirs && back.length === 0 ? { overruledBy: theirs.decision?.reviewer ?? 'somebody who has left' } : {}) }
  }

  function settle(act: Act, result: DecisionResult): void {
    const { constraintId } = act.input
    if (result.outcome !== 'refused') confirmed.set(constraintId, newer(confirmed.get(constraintId), result.constraint))
    if (result.outcome === 'applied') for (const answered of awaited) answered.push(act)
    if (result.outcome === 'refused') refuse(act, result.message)
    if (result.outcome === 'conflict') clash(act, result.constraint, result.message)
    refold(constraintId)
    publish()
  }

  function refuse(act: Act, message: string): void {
    unmet += 1
    undos.forget(new Set([act.input.id]))
    const later = queue.pendingOf(act.input.constraintId)
    queue.drop(new Set(later.filter(({ input }) => input.undoesId === act.input.id).map(({ input }) => input.id)))
    // What follows was numbered on top of an act that never was.
    let version = act.input.seenVersion
    for (const next of queue.pendingOf(act.input.constraintId)) {
      next.input = { ...next.input, seenVersion: version++ }
      queue.update(next)
    }
    onRefused?.(message, act.input.constraintId)
  }

  function clash(act: Act, theirs: ConstraintView, message: string): void {
    unmet += 1
    const mine = [act, ...queue.pendingOf(act.input.constraintId)]
    const ids = new Set(mine.map(({ input }) => input.id))
    queue.drop(ids)
    undos.forget(ids)
    const wanted = standing(mine)
    if (!wanted) return onRefused?.(message, theirs.id)
    // Kept until the reviewer has chosen: after a reload it is sent again, and is a conflict again.
    unsent.put(wanted).catch(() => {})
    const conflict = { mine: wanted.input, theirs, message }
    conflicts.set(theirs.id, conflict)
    onConflict?.(conflict)
  }

  function resolve(constraintId: string): Conflict | undefined {
    const conflict = conflicts.get(constraintId)
    if (conflict) unsent.remove(conflict.mine.id)
    conflicts.delete(constraintId)
    publish()
    return conflict
  }

  return {
    load,
    decide,
    acceptProven,
    undo: () => travel('undo'),
    redo: () => travel('redo'),
    /** The pair to be loaded before the next undo (or redo) can be made, where it was done before this page was loaded; else null. */
    unseenPair: (direction: 'undo' | 'redo'): string | null => {
      const steps = direction === 'undo' ? undos.nextUndo() : undos.nextRedo()
      return steps?.find(({ constraintId }) => !views.has(constraintId))?.pairId ?? null
    },
    /** The pair of the next step to undo (or redo); null where there is none. */
    nextPair: (direction: 'undo' | 'redo'): string | null => (direction === 'undo' ? undos.nextUndo() : undos.nextRedo())?.[0]?.pairId ?? null,
    /** Ends the time for a reason: the rejection goes out, with one or without. */
    giveReason: (reason?: string): void => {
      const asked = snapshot.askingReason
      queue.release(reason)
      if (asked) refold(asked)
      publish()
    },
    useTheirs: (constraintId: string) => void resolve(constraintId),
    /** Decides again what the conflict kept, now in sight of theirs. Answers like `decide`. */
    decideAgain: (constraintId: string): string | null => {
      const mine = resolve(constraintId)?.mine
      if (!mine || mine.kind === 'undo') return null
      return decide(constraintId, mine.kind, { ...(mine.text ? { text: mine.text } : {}), ...(mine.reason ? { reason: mine.reason } : {}) })
    },
    /** To be called when a page is asked for, and ended once it is loaded (or not to come) with the acts that it says its numbers count. */
    counting: (): { end: (counted: readonly string[]) => ReadonlyMap<string, ConstraintView> } => {
      const answered: Act[] = []
      awaited.add(answered)
      return {
        end: (counted) => {
          awaited.delete(answered)
          return countedViews({ confirmed, views, acts: [...answered, ...queue.pending()] }, new Set(counted))
        },
      }
    },
    retryNow: queue.retryNow,
    leave: queue.leave,
    /** How many decisions would be lost with the page, as neither the server nor the browser has them yet. */
    unkept: queue.unkept,
    /** Resolves once what this browser kept is known, and everything is answered or sending is in trouble. */
    settled: async (): Promise<void> => {
      await undos.loaded
      await queue.settled()
    },
    /** Makes the next step to undo (or redo) known, where it was made long ago. To be awaited before `unseenPair`. */
    reach: undos.reach,
    /** Whether that takes time. */
    isFar: undos.isFar,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    snapshot: () => snapshot,
  }
}

/** What comes back when a decision of an earlier visit is undone, as far as its constraint says; the server then says what it is. */
function likelyBefore(view: ConstraintView, decisionId: string): ConstraintState | null {
  const { decision } = view
  if (decision?.id !== decisionId) return null
  return { ...stateOf(view), status: 'pending', text: decision.previousText ?? view.text, decision: null }
}

function newer(known: ConstraintView | undefined, answered: ConstraintView): ConstraintView {
  return known && known.version > answered.version ? known : answered
}

/** The last of some acts on one constraint that is not taken back by a later one. */
function standing(acts: readonly Act[]): Act | undefined {
  const undone = new Set<string>()
  return acts.toReversed().find(({ input }) => {
    if (input.kind === 'undo' && input.undoesId && !undone.has(input.id)) undone.add(input.undoesId)
    return input.kind !== 'undo' && !undone.has(input.id)
  })
}
