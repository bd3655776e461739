'use client'

import { useEffect, useState } from 'react'
import { api } from '#components/api/client.ts'
import { ConstraintEditor } from '#components/review/constraint-editor.tsx'
import { ariaKeys, keysOf } from '#components/review/keymap.ts'
import { useKeymap } from '#components/review/use-keymap.ts'
import type { Neighbour } from '#components/review/use-relations.ts'
import { Button } from '#components/ui/button.tsx'
import { formatShare } from '#components/ui/format.ts'
import { Kbd } from '#components/ui/kbd.tsx'
import type { CheckPreview, ConstraintSuggestion, ConstraintView } from '#lib/review/contract.ts'

interface OwnConstraintProps {
  pairId: string
  /** The number that it will have. */
  number: number
  /** What was written before and neither added nor left. */
  draft: string | undefined
  onDraft: (text: string) => void
  onAdd: (text: string) => void
  onLeave: () => void
  neighbours: readonly Neighbour[]
  onPreview: (preview: CheckPreview | null, text: string) => void
}

/** Writes a constraint of one's own, with its proof while it is written and suggestions of what holds of the response. */
export function OwnConstraint({ pairId, number, draft, onDraft, onAdd, onLeave, neighbours, onPreview }: OwnConstraintProps) {
  const suggestions = useSuggestions(pairId)
  const [taken, take] = useState({ text: draft ?? '', count: 0 })
  const use = (text: string): void => {
    onDraft(text)
    take({ text, count: taken.count + 1 })
  }
  return (
    <section aria-label="A constraint of your own" className="flex flex-col gap-2 rounded-md border border-accent bg-panel px-3 py-2">
      <h3 className="text-xs font-semibold text-muted">A constraint of your own</h3>
      <ConstraintEditor
        key={taken.count}
        constraint={blank(pairId)}
        number={number}
        draft={taken.text}
        onDraft={onDraft}
        onSave={(text) => onAdd(text)}
        onLeave={onLeave}
        neighbours={neighbours}
        onPreview={onPreview}
      />
      {suggestions.length > 0 ? (
        <div>
          <h4 className="text-xs font-semibold text-muted" id="suggested">
            Proven of this response, the rarest first
          </h4>
          <ul aria-labelledby="suggested" className="mt-1 flex flex-col gap-0.5">
            {suggestions.map(({ text, metBy }) => (
              <li key={text}>
                <Button size="sm" variant="ghost" className="!h-auto w-full !justify-start !whitespace-normal py-1 text-left" onClick={() => use(text)}>
                  <span className="min-w-0 [overflow-wrap:anywhere]">
                    {text}
                    {metBy === null ? null : <span className="font-normal text-muted"> Met by {formatShare(metBy)}.</span>}
                  </span>
                </Button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  )
}

/** Where the mouse begins one. */
export function AddButton({ onAdd }: { onAdd: () => void }) {
  const bindings = useKeymap()
  const [key] = keysOf('add', bindings)
  return (
    <Button size="sm" variant="ghost" className="self-start" aria-keyshortcuts={ariaKeys('add', bindings)} onMouseDown={(event) => event.preventDefault()} onClick={onAdd}>
      Add your own {key === undefined ? null : <Kbd>{key}</Kbd>}
    </Button>
  )
}

/** What the engine could demand of the pair's response; nothing while that is not known. */
function useSuggestions(pairId: string): readonly ConstraintSuggestion[] {
  const [known, setKnown] = useState<readonly ConstraintSuggestion[]>([])
  useEffect(() => {
    const abort = new AbortController()
    api<{ suggestions: ConstraintSuggestion[] }>(`/api/v1/pairs/${pairId}/constraints`, { signal: abort.signal })
      .then(({ suggestions }) => setKnown(suggestions))
      // One can write without them.
      .catch(() => {})
    return () => abort.abort()
  }, [pairId])
  return known
}

function blank(pairId: string): ConstraintView {
  return {
    id: '', pairId, type: 'unmapped', rawType: null, text: '', origin: 'human', checker: null, status: 'pending', outcome: null, measured: null, detail: null,
    evidence: [], metBy: null, rule: null, judge: null, people: null, adjudicating: false, generationId: null, version: 0, decision: null,
  }
}
