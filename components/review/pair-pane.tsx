'use client'

import { memo, type ReactNode } from 'react'
import { DiffText } from '#components/review/diff-text.tsx'
import type { MarkSpan } from '#components/review/evidence.ts'
import { ResponseView, type TextMode } from '#components/review/response-view.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { Found } from '#components/ui/found.tsx'
import { Markdown } from '#components/ui/markdown.tsx'
import type { SoughtText } from '#lib/datasets/sought-text.ts'
import type { PairView } from '#lib/review/contract.ts'
import { placesOf } from '#lib/text/find-text.ts'

interface PairPaneProps {
  pair: PairView
  /** The refined instruction as it is decided now; null where there is none, or it was decided against. */
  refined: string | null
  mode: TextMode
  showDiff: boolean
  spans: readonly MarkSpan[]
  scrollFor: string | null
  /** What was searched for, marked where the pair is opened from a search. */
  sought: SoughtText
  /** What is shown above all else. */
  children?: ReactNode
}

/** What was asked and what was answered. */
export function PairPane({ pair, refined, mode, showDiff, spans, scrollFor, sought, children }: PairPaneProps) {
  const inInstruction = placesOf(pair.instruction, sought.instruction).length > 0
  return (
    // On a wide screen lines would be too long to read.
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-4 px-4 py-3">
      {children}
      <Found words={sought.instruction} reveal>
        <Asked pair={pair} refined={refined} mode={mode} showDiff={showDiff} />
      </Found>
      <Part title="Response" note={`${formatNumber(pair.responseWords)} ${pair.responseWords === 1 ? 'word' : 'words'}`}>
        {pair.response === '' ? <p className="text-faint">The response is empty.</p> : (
          <Found words={sought.response} reveal={!inInstruction}>
            <ResponseView text={pair.response} mode={mode} spans={spans} scrollFor={scrollFor} />
          </Found>
        )}
      </Part>
    </div>
  )
}

/** All above the response; it does not change with what is marked there. */
const Asked = memo(function Asked({ pair, refined, mode, showDiff }: { pair: PairView; refined: string | null; mode: TextMode; showDiff: boolean }) {
  const { system, history, instruction, input } = pair
  return (
    <>
      {system ? (
        <Folded title="System prompt">
          <Text mode={mode}>{system}</Text>
        </Folded>
      ) : null}
      {history.length > 0 ? (
        <Folded title={`History (${history.length} ${history.length === 1 ? 'turn' : 'turns'})`}>
          <ol className="flex flex-col gap-2">
            {history.map((turn, index) => (
              <li key={index} className="border-l-2 border-line pl-3">
                <p className="text-xs font-medium text-muted">{roles[turn.role]}</p>
                <Text mode={mode}>{turn.content}</Text>
              </li>
            ))}
          </ol>
        </Folded>
      ) : null}
      <Part title="Instruction" note={refined ? (showDiff ? 'with its refinement' : 'as it was') : undefined}>
        {refined && showDiff ? <DiffText before={instruction} after={refined} /> : <Text mode={mode}>{instruction}</Text>}
      </Part>
      {input ? (
        <Part title="Input">
          <Text mode={mode}>{input}</Text>
        </Part>
      ) : null}
    </>
  )
})

const roles = { system: 'System', user: 'User', assistant: 'Assistant' } as const

function Part({ title, note, children }: { title: string; note?: string | undefined; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-1 flex items-baseline gap-2 text-xs font-semibold text-muted">
        {title}
        {note ? <span className="font-normal text-faint">{note}</span> : null}
      </h2>
      {children}
    </section>
  )
}

function Folded({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="rounded-md border border-line bg-sunken px-3 py-1.5">
      <summary className="text-xs font-semibold text-muted">{title}</summary>
      <div className="mt-2">{children}</div>
    </details>
  )
}

function Text({ mode, children }: { mode: TextMode; children: string }) {
  return (
    <div dir="auto">
      {mode === 'rendered' ? (
        <Markdown className="break-words">{children}</Markdown>
      ) : (
        <div className="whitespace-pre-wrap break-words font-mono text-[13px]">{children}</div>
      )}
    </div>
  )
}
