'use client'

import { startTransition, useEffect, useMemo, useRef, useState } from 'react'
import { useReadingTools } from '#components/reading/reading-tools.ts'
import { EvidenceMark } from '#components/review/evidence-mark.tsx'
import { cleanSpans, segmentsWithin, type MarkSpan } from '#components/review/evidence.ts'
import { cutLongText } from '#components/review/long-text.ts'
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

/**
 * The response with its evidence marked, rendered or as it is stored. A long one is drawn in pieces: those that are out of sight are plain
 * text with their marks, so that they can be searched and jumped to, and are parsed when they come into sight.
 */
export function ResponseView({ text, mode, spans, scrollFor }: ResponseViewProps) {
  const frame = useRef<HTMLDivElement>(null)
  const pieces = useMemo(() => cutLongText(text), [text])
  useEffect(() => {
    if (scrollFor) frame.current?.querySelector('[data-evidence]')?.scrollIntoView({ block: 'nearest' })
  }, [scrollFor, mode, text])
  return (
    <div ref={frame} dir="auto" data-testid="response">
      {pieces.map(({ start, end }, index) => (
        <Piece key={start} text={text} start={start} end={end} mode={mode} spans={spans} atOnce={index === 0} alone={pieces.length === 1} />
      ))}
    </div>
  )
}

interface PieceProps extends Pick<ResponseViewProps, 'text' | 'mode' | 'spans'> {
  start: number
  end: number
  /** Whether it is parsed without waiting until it is seen. */
  atOnce: boolean
  alone: boolean
}

/** A stretch of the response. */
function Piece({ text, start, end, mode, spans, atOnce, alone }: PieceProps) {
  const frame = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState(atOnce)
  const own = useMemo(() => (alone ? text : text.slice(start, end)), [alone, text, start, end])
  const ownSpans = useMemo(() => (alone ? spans : spansOfPiece(spans, start, end)), [alone, spans, start, end])
  useEffect(() => {
    const waiting = frame.current
    if (seen || !waiting) return
    const observer = new IntersectionObserver((entries) => {
      // Not as urgent as a key that is pressed meanwhile.
      if (entries.some(({ isIntersecting }) => isIntersecting)) startTransition(() => setSeen(true))
    }, ahead)
    observer.observe(waiting)
    return () => observer.disconnect()
  }, [seen])
  const drawn = mode === 'rendered' && seen
  const tools = useReadingTools(drawn ? own : '')
  const rendered = useMemo(() => (drawn ? renderDocument(own, tools) : null), [own, drawn, tools])
  return (
    <div ref={frame} className={alone ? undefined : 'piece'}>
      {rendered ? <Rendered document={rendered} spans={ownSpans} length={own.length} /> : <Source text={own} spans={ownSpans} />}
    </div>
  )
}

/** Pieces are parsed a screen before they are seen, where the browser can tell. */
const ahead = { rootMargin: '100% 0px', scrollMargin: '100% 0px' }

/** Always the same for pieces without marks, so that they are not drawn again. */
const none: readonly MarkSpan[] = []

function spansOfPiece(spans: readonly MarkSpan[], start: number, end: number): readonly MarkSpan[] {
  const own = spans.flatMap((span) => (span.end > start && span.start < end ? [{ ...span, start: Math.max(0, span.start - start), end: Math.min(end, span.end) - start }] : []))
  return own.length === 0 ? none : own
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
