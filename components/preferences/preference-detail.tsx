import { Check, X } from 'lucide-react'
import Link from 'next/link'
import { useMemo, useState } from 'react'
import '#components/review/review.css'
import { wordDiff } from '#components/review/word-diff.ts'
import { foldAlike, paneSegments, type PaneSegment } from '#components/preferences/pane-segments.ts'
import { formatNumber } from '#components/ui/format.ts'
import { Panel } from '#components/ui/panel.tsx'
import type { PreferenceView } from '#lib/preferences/contract.ts'

/** A preference side by side: what the rejected text fails, what differs, and where; what both have alike is folded. Needs the preference's id as its key. */
export function PreferenceDetail({ preference }: { preference: PreferenceView }) {
  const [whole, setWhole] = useState(false)
  const { before, prompt, chosen, rejected, broken } = preference
  const parts = useMemo(() => wordDiff(rejected, chosen), [rejected, chosen])
  const spans = broken.flatMap((each) => each.spans)
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Panel title="Prompt">
        <Before turns={before} />
        <div tabIndex={0} role="region" aria-label="The prompt’s text" className="max-h-40 overflow-y-auto focus-visible:-outline-offset-2">
          <p dir="auto" className="whitespace-pre-wrap break-words">
            {prompt}
          </p>
        </div>
      </Panel>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <Panel title="Chosen" actions={<OtherPair id={preference.chosenPairId} />}>
          <Pane segments={paneSegments(parts, 'added')} side="chosen" whole={whole} onUnfold={() => setWhole(true)} />
        </Panel>
        <Panel title="Rejected" actions={<OtherPair id={preference.rejectedPairId} />}>
          <Pane segments={paneSegments(parts, 'removed', spans)} side="rejected" whole={whole} onUnfold={() => setWhole(true)} />
        </Panel>
      </div>
      <Demands preference={preference} />
    </div>
  )
}

const speakers = { system: 'System prompt', user: 'User', assistant: 'Assistant' } as const

/** System prompt and earlier turns, without which a prompt such as "And the second one?" cannot be judged. */
function Before({ turns }: { turns: PreferenceView['before'] }) {
  if (turns.length === 0) return null
  return (
    <details className="mb-2">
      <summary className="cursor-pointer text-[13px] text-muted">
        {formatNumber(turns.length)} {turns.length === 1 ? 'message' : 'messages'} before it
      </summary>
      <dl className="mt-1 flex flex-col gap-1.5 border-s-2 border-line ps-3">
        {turns.map(({ role, content }, index) => (
          <div key={index}>
            <dt className="text-[13px] text-muted">{speakers[role]}</dt>
            <dd dir="auto" className="whitespace-pre-wrap break-words">
              {content}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** Leads to the pair whose response a text is, where it is not the preference's own. */
function OtherPair({ id }: { id: string | null }) {
  return id === null ? null : (
    <Link href={`/pairs/${id}`} className="text-[13px] text-accent hover:underline">
      Response of another pair
    </Link>
  )
}

/** What differs from the other text is underlined with dots; what breaks a constraint is marked as evidence. */
function Pane({ segments, side, whole, onUnfold }: { segments: PaneSegment[]; side: 'chosen' | 'rejected'; whole: boolean; onUnfold: () => void }) {
  const look = `border-b-2 border-dotted no-underline ${side === 'chosen' ? 'border-good bg-good-soft' : 'border-bad bg-bad-soft'}`
  return (
    <p dir="auto" className="whitespace-pre-wrap break-words" data-testid={side}>
      {foldAlike(segments).map(({ text, differs, broken, folded }, index) => {
        if (folded && !whole) {
          return (
            <button key={index} type="button" onClick={onUnfold} className="mx-1 rounded-md border border-line bg-sunken px-1.5 text-[13px] text-muted hover:text-ink">
              … {formatNumber(text.length)} characters alike …
            </button>
          )
        }
        const content = broken ? <mark data-evidence="violation">{text}</mark> : text
        if (!differs) return <span key={index}>{content}</span>
        const Changed = side === 'chosen' ? 'ins' : 'del'
        return (
          <Changed key={index} className={look}>
            {content}
          </Changed>
        )
      })}
    </p>
  )
}

function Demands({ preference: { demands, broken } }: { preference: PreferenceView }) {
  const failed = new Map(broken.map((each) => [each.constraintId, each]))
  return (
    <Panel title="Constraints of the prompt">
      <p className="mb-2 text-[13px] text-muted">The chosen text meets all of them, by proof. Of the rejected text:</p>
      <ul className="flex flex-col gap-1.5">
        {demands.map(({ id, text }) => {
          const how = failed.get(id)
          return (
            <li key={id} className="flex items-baseline gap-2">
              {how ? <X size={14} aria-hidden="true" className="shrink-0 self-center text-bad" /> : <Check size={14} aria-hidden="true" className="shrink-0 self-center text-good" />}
              <span className="min-w-0 break-words">
                <span className={how ? 'font-medium text-bad' : 'text-muted'}>{how ? 'fails' : 'does not fail'}: </span>
                {text}
                {how ? <span className="text-muted"> {how.detail}</span> : null}
              </span>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
