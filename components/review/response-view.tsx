'use client'

import { useEffect, useMemo, useRef } from 'react'
import { EvidenceMark } from '#components/review/evidence-mark.tsx'
import { cleanSpans, segmentsWithin, type MarkSpan } from '#components/review/evidence.ts'
import { marksFor } from '#components/review/markable.ts'
import { MarksContext, renderDocument } from '#components/review/rendered-document.tsx'
import './review.css'

export type TextMode = 'rendered' | 'source'

interface ResponseViewProps {
  text: string
  mode: TextMode
  spans: readonly MarkSpan[]
  /** When this changes, the first mark comes into view: the constraint in focus, not one that is merely pointed at. */
  scrollFor: string | null
}

/** The response with its evidence marked, rendered or as it is stored. */
export function ResponseView({ text, mode, spans, scrollFor }: ResponseViewProps) {
  const frame = useRef<HTMLDivElement>(null)
  const rendered = useMemo(() => (mode === 'rendered' ? renderDocument(text) : null), [text, mode])
  useEffect(() => {
    if (scrollFor) frame.current?.querySelector('[data-evidence]')?.scrollIntoView({ block: 'nearest' })
  }, [scrollFor, mode, text])
  return (
    <div ref={frame} dir="auto" data-testid="response">
      {rendered ? <Rendered document={rendered} spans={spans} length={text.length} /> : <Source text={text} spans={spans} />}
    </div>
  )
}

function Rendered({ document, spans, length }: { document: NonNullable<ReturnType<typeof renderDocument>>; spans: readonly MarkSpan[]; length: number }) {
  const marks = useMemo(() => marksFor(document.index, spans, length), [document, spans, length])
  return (
    <div className="markdown break-words">
      <MarksContext value={marks}>{document.content}</MarksContext>
    </div>
  )
}

function Source({ text, spans }: { text: string; spans: readonly MarkSpan[] }) {
  const segments = useMemo(() => segmentsWithin(cleanSpans(spans, text.length), 0, text.length), [text, spans])
  return (
    <div className="whitespace-pre-wrap break-words font-mono text-[13px]">
      {segments.map(({ start, end, role, label }) => {
        const piece = text.slice(start, end)
        return role ? (
          <EvidenceMark key={start} role={role} label={label}>
            {piece}
          </EvidenceMark>
        ) : (
          <span key={start}>{piece}</span>
        )
      })}
    </div>
  )
}
