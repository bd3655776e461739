'use client'

import { clsx } from 'clsx'
import { useEffect, useId, useReducer, useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { api } from '#components/api/client.ts'
import { BoundSlider } from '#components/review/bound-slider.tsx'
import { isRefusal } from '#components/review/decision-queue.ts'
import { DiffText } from '#components/review/diff-text.tsx'
import type { Neighbour } from '#components/review/use-relations.ts'
import { VerdictBadge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Textarea } from '#components/ui/field.tsx'
import { formatShare } from '#components/ui/format.ts'
import { Kbd } from '#components/ui/kbd.tsx'
import { refinementType, type BoundStops, type CheckPreview, type ConstraintView } from '#lib/review/contract.ts'

const waitBeforeCheckMs = 250
const longestText = 4000
const longestInstruction = 100_000

interface EditorProps {
  constraint: ConstraintView
  number: number
  /** What was written before and neither saved nor left. */
  draft: string | undefined
  onDraft: (text: string) => void
  onSave: (text: string, preview: CheckPreview | null) => void
  onLeave: () => void
  /** What the text conflicts with, or is implied by, as it was checked last. */
  neighbours: readonly Neighbour[]
  /** Told what a check says of the text as it is now, so that the response can show why; null while nobody knows. */
  onPreview: (preview: CheckPreview | null, text: string) => void
}

/** Edits a constraint's text where it stands, and shows what would become of it. */
export function ConstraintEditor({ constraint, number, draft, onDraft, onSave, onLeave, neighbours, onPreview }: EditorProps) {
  const [text, setText] = useState(draft ?? constraint.text)
  const { preview, checking, failed, refusal, bounds } = useCheck(constraint.type === refinementType ? null : constraint.pairId, text)
  const isRefinement = constraint.type === refinementType
  const form = useRef<HTMLFormElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  useEffect(() => {
    field.current?.focus()
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
  }, [])
  useEffect(() => onPreview(preview, text.trim()), [preview, text, onPreview])
  // Once it is closed nothing is being written.
  useEffect(() => () => onPreview(null, ''), [onPreview])

  const changed = text.trim() !== '' && text.trim() !== constraint.text
  // What grows below the field, the buttons last, stays in sight.
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [changed, preview, neighbours.length])
  const save = (): void => (changed ? onSave(text.trim(), preview) : onLeave())
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save()
  }
  const change = (written: string): void => {
    setText(written)
    onDraft(written)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      save()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      onLeave()
    }
  }
  return (
    <form ref={form} className="flex scroll-my-3 flex-col gap-2" aria-label={isRefinement ? 'Edit the refined instruction' : `Edit constraint ${number}`} onSubmit={submit}>
      <label htmlFor={id} className="sr-only">
        {isRefinement ? 'Refined instruction' : `Text of constraint ${number}`}
      </label>
      <Textarea
        ref={field}
        id={id}
        dir="auto"
        value={text}
        maxLength={isRefinement ? longestInstruction : longestText}
        aria-describedby={`${id}-check`}
        className="w-full resize-y"
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {bounds.map((end) => (
        <BoundSlider key={end.end} bounds={end} text={text} onChange={change} onKeyDown={onKeyDown} />
      ))}
      {changed && constraint.text !== '' ? (
        <div className="rounded bg-sunken px-2 py-1">
          <DiffText before={constraint.text} after={text.trim()} />
        </div>
      ) : null}
      <div id={`${id}-check`} role="status" className="flex min-h-5 flex-wrap items-center gap-2 text-[13px] text-muted" data-testid="check">
        {isRefinement ? (
          <span>Saving it accepts it.</span>
        ) : text.trim() === '' ? (
          <span>Checked while you write.</span>
        ) : failed ? (
          <span>{refusal === null ? 'Cannot check now; saving checks it.' : `Cannot be checked: ${refusal}`}</span>
        ) : checking || !preview ? (
          <span>Checking…</span>
        ) : (
          <>
            <span>Would be</span>
            <VerdictBadge outcome={preview.outcome} />
            <span>
              {preview.detail ?? 'No program can tell: saving it accepts it.'}
              {preview.metBy === null ? null : <span className="text-faint"> Met by {formatShare(preview.metBy)} of other responses.</span>}
            </span>
            {neighbours.map(({ id, how, number: other, text: said }) => (
              <span key={`${how} ${id}`} title={said} className={clsx('font-medium first-letter:uppercase', how === 'conflicts with' && 'text-bad')}>
                {how} {other}.
              </span>
            ))}
          </>
        )}
      </div>
      <div className="flex gap-2">
        <Button size="sm" variant="primary" type="submit" onKeyDown={onKeyDown} disabled={text.trim() === ''}>
          Save <Kbd>Ctrl ↵</Kbd>
        </Button>
        <Button size="sm" onKeyDown={onKeyDown} onClick={onLeave}>
          Leave <Kbd>Esc</Kbd>
        </Button>
      </div>
    </form>
  )
}

/** What the server's checkers say of a text, asked once it has rested for a moment; without a pair nothing. */
function useCheck(pairId: string | null, text: string): { preview: CheckPreview | null; checking: boolean; failed: boolean; refusal: string | null; bounds: readonly BoundStops[] } {
  const [checked, setChecked] = useState<{ text: string; preview: CheckPreview } | null>(null)
  // The text that could not be checked, and why where the server said no.
  const [failedOn, setFailedOn] = useState<{ text: string; refusal: string | null } | null>(null)
  const [attempt, again] = useReducer((count: number) => count + 1, 0)
  const wanted = text.trim()
  useEffect(() => {
    if (wanted === '' || pairId === null) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      api<CheckPreview>('/api/v1/check', { body: { pairId, text: wanted }, signal: abort.signal })
        .then((preview) => setChecked({ text: wanted, preview }))
        // Without an answer the text can still be saved: the server checks it then.
        .catch((error: unknown) => {
          if (!abort.signal.aborted) setFailedOn({ text: wanted, refusal: isRefusal(error) && error instanceof Error ? error.message : null })
        })
    }, waitBeforeCheckMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [pairId, wanted, attempt])
  // With the network the check comes back.
  useEffect(() => {
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [])
  const current = checked?.text === wanted
  // The stops of the last text stay until those of the new one are known, so that a slider is not taken from under the hand that moves it.
  return { preview: current ? checked.preview : null, checking: !current, failed: !current && failedOn?.text === wanted, refusal: failedOn?.refusal ?? null, bounds: checked?.preview.bounds ?? [] }
}
