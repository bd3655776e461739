'use client'

import { useEffect, useRef, useState } from 'react'
import { openPalette, type Once } from '#components/palette/palette-store.ts'
import { chordName, type Command } from '#components/review/keymap.ts'
import type { OwnWaiting } from '#components/review/own-outbox.ts'
import type { Scroll } from '#components/review/scroll-pair.ts'
import { travel, undoPair } from '#components/review/travel.ts'
import type { Look } from '#components/review/use-look.ts'
import type { Review } from '#components/review/use-review.ts'
import { announce } from '#components/shell/announcer.tsx'
import { isOpen, isRefuted, rejectReasons, type CheckPreview, type ConstraintView, type PairView } from '#lib/review/contract.ts'

export interface Notice {
  /** Where it was said; on another pair it means nothing. */
  pairId: string
  text: string
  tone: 'plain' | 'warn'
  /** How many decisions the server had not taken then: what is said of one holds no more once it did not take that. */
  unmet: number
}

interface CommandOptions {
  pair: PairView
  review: Review
  look: Look
  onLook: (change: Partial<Look>) => void
  onMove: (direction: 'next' | 'previous') => void
  /** Jumps between places of the evidence; says where, in words. */
  onJump: (by: 1 | -1) => string
  onScroll: (how: Scroll) => void
}

/** Where an adjudicator says why. */
export const whyFieldId = 'adjudicator-why'
/** As long as the server takes for a decision's time: a day. */
const longestMs = 86_400_000

/** In place of an id, for the constraint that is being written. */
export const newConstraint = 'new'

type Decidable = 'accept' | 'reject' | 'skip' | 'flag'

const done: Record<Decidable, string> = { accept: 'Accepted', reject: 'Rejected', skip: 'Skipped', flag: 'Flagged' }

/** What every command does to the pair on the screen, and which of its constraints is the current one. */
export function usePairCommands({ pair, review, look, onLook, onMove, onJump, onScroll }: CommandOptions) {
  const { store, drafts, own, decisions } = review
  const [chosen, choose] = useState<string | null>(null)
  const [editor, setEditor] = useState<{ pairId: string; id: string } | null>(null)
  const editing = editor?.pairId === pair.id ? editor.id : null
  const ownDraft = `${newConstraint} ${pair.id}`
  // Counts the texts that came back into the field of one's own, which may be open.
  const [returned, setReturned] = useState(0)
  // An adjudicator's words for why, by constraint; they go out with the decision.
  const [whys] = useState(() => new Map<string, string>())
  const [said, setSaid] = useState<Notice | null>(null)
  const notice = said?.pairId === pair.id && said.unmet === decisions.unmet ? said : null
  const constraints = pair.constraints.map((constraint) => decisions.views.get(constraint.id) ?? constraint)
  const refinement = pair.refinement && (decisions.views.get(pair.refinement.id) ?? pair.refinement)
  // Decided by the same keys, the refined instruction comes behind the constraints and counts as none.
  const decided = refinement ? [...constraints, refinement] : constraints
  const current = decided.find(({ id }) => id === chosen) ?? constraints.find(isOpen) ?? decided[0]
  const currentId = current?.id ?? null
  const since = useRef(0)
  const last = useRef<{ id: string; kind: Decidable } | null>(null)
  useEffect(() => {
    since.current = Date.now()
  }, [currentId])

  // A screen left open for days must not make a decision that the server refuses.
  const elapsed = (): number => Math.min(longestMs, Math.max(0, Date.now() - since.current))
  const say = (text: string, tone: Notice['tone'] = 'plain', pairId = pair.id): void => {
    announce(text)
    setSaid({ text, tone, pairId, unmet: store.snapshot().unmet })
  }
  const edit = (id: string | null): void => setEditor(id === null ? null : { pairId: pair.id, id })
  const numberOf = (id: string): number => decided.findIndex((constraint) => constraint.id === id) + 1
  const nameOf = (id: string): string => (id === refinement?.id ? 'the refined instruction' : String(numberOf(id)))
  const fresh = (): ConstraintView[] => pair.constraints.flatMap(({ id }) => store.snapshot().views.get(id) ?? [])

  /** On to the next undecided one, or the first; stays where none is left. */
  function advance(from: string): string {
    const views = fresh()
    const at = views.findIndex(({ id }) => id === from)
    const open = views.filter((view) => isOpen(view) && view.id !== from)
    const next = open.find((view) => at !== -1 && views.indexOf(view) > at) ?? open[0]
    choose(next?.id ?? from)
    const left = views.filter(isOpen).length
    return left === 0 ? 'All decided: Enter goes on.' : `${left} left.`
  }

  /** Whether this is the last act once more, and nothing came between: a key pressed twice by mistake decides once. */
  function isRepeated(id: string, kind: Decidable): boolean {
    return last.current?.id === id && last.current.kind === kind && store.snapshot().views.get(id)?.decision?.kind === kind
  }

  function decide(id: string, kind: Decidable): void {
    edit(null)
    const why = whys.get(id)?.trim()
    if (!why && isRepeated(id, kind)) return say(`${done[kind]} ${nameOf(id)} already. ${advance(id)}`)
    const problem = store.decide(id, kind, { elapsedMs: elapsed(), ...(why ? { reason: why } : { askReason: kind === 'reject' }) })
    if (problem) {
      choose(id)
      return say(problem, 'warn')
    }
    last.current = { id, kind }
    say(`${done[kind]} ${nameOf(id)}. ${advance(id)}`)
  }

  function save(id: string, text: string, preview: CheckPreview | null): void {
    const why = whys.get(id)?.trim()
    const problem = store.decide(id, 'edit', { text, preview, elapsedMs: elapsed(), ...(why ? { reason: why } : {}) })
    if (problem) return say(problem, 'warn')
    drafts.delete(id)
    edit(null)
    if (preview?.outcome === 'fail') return say(`Saved ${nameOf(id)}, but a program refutes it: ${preview.detail ?? ''}`, 'warn')
    say(`Edited ${nameOf(id)}. ${advance(id)}`)
  }

  /** Adds a constraint in the reviewer's words, now or once the server can be reached, and accepts it, unless a program refutes it. */
  async function add(text: string): Promise<void> {
    if (own.snapshot().some((each) => each.pairId === pair.id && each.text === text && each.refused === undefined)) return say('It is on its way already.')
    const id = crypto.randomUUID()
    const became = await own.add({ id, pairId: pair.id, text, elapsedMs: elapsed() })
    if (became === 'taken back') return
    const draft = drafts.get(ownDraft)
    // While it was on its way, the next one may have been begun: that stays as it is.
    const stillThere = draft === undefined || draft.trim() === text
    if (became !== 'waits' && 'refused' in became) {
      if (!stillThere) return say(`Not added: ${became.refused} It stands below, to edit or discard.`, 'warn')
      own.takeBack(id)
      drafts.set(ownDraft, text)
      return say(`Not added: ${became.refused} The text is kept.`, 'warn')
    }
    if (stillThere) {
      drafts.delete(ownDraft)
      setEditor((now) => (now?.id === newConstraint && now.pairId === pair.id ? null : now))
    }
    if (became === 'waits') return say('Kept; it is added as soon as the server can be reached.')
    const { added } = became
    choose(added.id)
    if (isRefuted(added)) return say(`Added, but a program refutes it: ${added.detail ?? ''}`, 'warn')
    say('Added and accepted.')
  }

  /** Takes back what was not added: its text is there again for the next one, unless another is being written. */
  function takeBack({ id, text }: OwnWaiting): void {
    const draft = drafts.get(ownDraft)?.trim()
    if (draft && draft !== text) {
      edit(newConstraint)
      return say('You are writing another one: add it or leave it first.', 'warn')
    }
    if (!own.takeBack(id)) return say('It is on its way to the server just now: reject it once it is there.', 'warn')
    drafts.set(ownDraft, text)
    setReturned(returned + 1)
    edit(newConstraint)
  }

  /** Throws away what was not added. */
  function discardOwn({ id }: OwnWaiting): void {
    own.takeBack(id)
    say('Discarded.')
  }

  function acceptRest(): void {
    const accepted = store.acceptProven(pair.constraints.map(({ id }) => id), elapsed())
    const open = fresh().filter(isOpen)
    const first = open[0]
    if (!first) return onMove('next')
    choose(first.id)
    const words = `${open.length} left that no program proves: decide ${open.length === 1 ? 'it' : 'them'} one by one.`
    say(accepted > 0 ? `Accepted ${accepted}. ${words}` : words, accepted > 0 ? 'plain' : 'warn')
  }

  async function goBack(command: 'undo' | 'redo' | 'undo-pair'): Promise<void> {
    edit(null)
    const { text, tone, where } = await (command === 'undo-pair' ? undoPair(review) : travel(review, command))
    if (where) choose(where.constraintId)
    say(text, tone, where?.pairId)
  }

  function step(by: 1 | -1): void {
    const at = decided.findIndex(({ id }) => id === currentId)
    const next = decided[Math.min(decided.length - 1, Math.max(0, at + by))]
    if (next) choose(next.id)
  }

  function digit(value: number): void {
    if (decisions.askingReason) return giveReason(rejectReasons[value - 1]?.key)
    const wanted = decided[value - 1]
    if (wanted) choose(wanted.id)
  }

  function rejectAt(value: number): void {
    const wanted = decided[value - 1]
    if (wanted) decide(wanted.id, 'reject')
  }

  /** Where Shift and a digit type the sign that searches, as on German keyboards. What one types behind that sign is text, and would be decisions if it rejected at once. */
  function rejectOnceMore(value: number): Once | undefined {
    if (!decided[value - 1]) return undefined
    return { sign: '/', hint: `${chordName(`Shift+${value}`)} once more rejects ${value}.`, run: () => rejectAt(value) }
  }

  function giveReason(reason?: string): void {
    store.giveReason(reason)
    const label = rejectReasons.find(({ key }) => key === reason)?.label
    if (label) say(`Reason: ${label}.`)
  }

  function run(command: Command, value: number | null = null): void {
    if (command !== 'jump' && said) setSaid(null)
    switch (command) {
      case 'accept':
      case 'reject':
      case 'skip':
      case 'flag':
        return currentId ? decide(currentId, command) : undefined
      case 'add':
        return edit(newConstraint)
      case 'edit':
        return edit(currentId)
      case 'say-why':
        return document.getElementById(whyFieldId)?.focus()
      case 'accept-rest':
        return acceptRest()
      case 'undo':
      case 'redo':
      case 'undo-pair':
        return void goBack(command)
      case 'next-constraint':
        return step(1)
      case 'previous-constraint':
        return step(-1)
      case 'jump':
        return value === null ? undefined : digit(value)
      case 'reject-at':
        return rejectAt(value ?? 0)
      case 'page-down':
      case 'page-up':
      case 'to-end':
      case 'to-start':
        return onScroll(command)
      case 'next-pair':
        return onMove('next')
      case 'previous-pair':
        return onMove('previous')
      case 'toggle-source':
        return onLook({ mode: look.mode === 'rendered' ? 'source' : 'rendered' })
      case 'toggle-evidence':
        return onLook({ evidence: !look.evidence })
      case 'toggle-diff':
        return onLook({ diff: !look.diff })
      case 'toggle-rules':
        return onLook({ rules: !look.rules })
      case 'toggle-precedents':
        return onLook({ precedents: !look.precedents })
      case 'toggle-comments':
        return onLook({ comments: !look.comments })
      case 'toggle-tags':
        return onLook({ tags: !look.tags })
      case 'toggle-prompt':
        return onLook({ prompt: !look.prompt })
      case 'toggle-guidelines':
        return onLook({ guidelines: !look.guidelines })
      case 'help':
        return onLook({ dialog: 'help' })
      case 'next-mark':
        return say(onJump(1))
      case 'previous-mark':
        return say(onJump(-1))
      case 'search':
        return openPalette('search', value === null ? undefined : rejectOnceMore(value))
      case 'palette':
        return openPalette('everything')
    }
  }

  function act(id: string, kind: 'accept' | 'reject' | 'edit'): void {
    if (kind !== 'edit') return decide(id, kind)
    choose(id)
    edit(id)
  }

  function leave(): void {
    if (editing) drafts.delete(editing === newConstraint ? ownDraft : editing)
    edit(null)
  }

  return { constraints, refinement, currentId, editing, whys, notice, run, choose, act, add, takeBack, discardOwn, returned, ownDraft, save, leave, giveReason, numberOf, say }
}
