'use client'

import { clsx } from 'clsx'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef, type ReactNode } from 'react'
import { generateHref } from '#components/browse/filter.ts'
import { pairQuery } from '#components/browse/queries.ts'
import { Badge, PairStatusBadge, StatusBadge, VerdictBadge } from '#components/ui/badge.tsx'
import { IconButton, LinkButton } from '#components/ui/button.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { Found } from '#components/ui/found.tsx'
import { Highlighted } from '#components/ui/highlighted.tsx'
import { Markdown } from '#components/ui/markdown.tsx'
import { ErrorNotice, Skeleton } from '#components/ui/panel.tsx'
import { nothingSought, soughtQuery, soughtText, type SoughtFilter, type SoughtText } from '#lib/datasets/sought-text.ts'
import type { ConstraintView, PairView } from '#lib/review/contract.ts'
import { gradeLabel } from '#lib/stats/grades/grade-filter.ts'
import { typeLabel } from '#lib/stats/type-label.ts'
import { placesOf } from '#lib/text/find-text.ts'
import { languageLabel } from '#lib/text/language-label.ts'

interface PairPreviewProps {
  pairId: string
  datasetId: string
  /** What the list is searched for: marked here, and carried on by the links. */
  search: SoughtFilter
  onClose: () => void
}

/** One pair beside the table: what was asked, what was answered, and what holds of the answer. */
export function PairPreview({ pairId, datasetId, search, onClose }: PairPreviewProps) {
  // While one steps through the rows, the pair before stays until the next is there: nothing flickers.
  const { data, error, refetch, isPlaceholderData } = useQuery({ ...pairQuery(pairId), placeholderData: keepPreviousData })
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    // On a narrow screen the preview lies over the table: whoever goes on with Tab must be in it.
    if (window.matchMedia('(max-width: 1023px)').matches) panel.current?.focus()
  }, [])
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label="Preview of the pair"
      className="flex w-[26rem] shrink-0 flex-col border-l border-line bg-panel outline-none max-lg:fixed max-lg:inset-0 max-lg:z-30 max-lg:w-full max-lg:border-l-0 xl:w-[30rem]"
    >
      <div className="flex items-center gap-2 border-b border-line px-4 py-2.5">
        <h2 className="flex-1 font-semibold">Pair</h2>
        <LinkButton size="sm" href={`/pairs/${pairId}${soughtQuery(search, '?')}`}>
          History
        </LinkButton>
        <LinkButton size="sm" variant="primary" href={`/datasets/${datasetId}/review?pair=${pairId}&scope=all${soughtQuery(search, '&')}`}>
          Open in review
        </LinkButton>
        <IconButton label="Close the preview (Escape)" onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      </div>
      <div
        key={data?.id}
        tabIndex={0}
        role="region"
        aria-label="Contents of the pair"
        aria-busy={isPlaceholderData}
        className={clsx('min-h-0 flex-1 overflow-y-auto px-4 py-3 focus-visible:-outline-offset-2', isPlaceholderData && 'opacity-60')}
      >
        {data ? <PairContents key={data.id} pair={data} sought={soughtText(search)} /> : error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Loading />}
      </div>
    </aside>
  )
}

/** What was asked and answered, and what holds of it; what was searched for is marked, and the first place of it in sight. */
export function PairContents({ pair, sought = nothingSought }: { pair: PairView; sought?: SoughtText }) {
  const inInstruction = placesOf(pair.instruction, sought.instruction).length > 0
  return (
    <div className="flex max-w-4xl flex-col gap-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[13px] text-muted">
        {pair.constraints.length > 0 ? <PairStatusBadge status={pair.status} /> : <span>No constraints</span>}
        <span>{formatNumber(pair.responseWords)} words</span>
        {typeof pair.grade === 'number' ? <span title="Years of school that a reader of the response needs (Flesch-Kincaid)">{`Reading grade ${gradeLabel(pair.grade)}`}</span> : null}
        <span>{pair.language ? languageLabel(pair.language) : 'Language unknown'}</span>
        <span className="break-all">{pair.source}</span>
        {pair.license ? <span>{pair.license}</span> : null}
      </div>
      {pair.system ? <Passage title="System prompt">{pair.system}</Passage> : null}
      {pair.history.length > 0 ? (
        <Section title="Earlier in the conversation">
          <ol className="flex flex-col gap-2">
            {pair.history.map((message, index) => (
              <li key={index} className="border-l-2 border-line pl-3">
                <span className="text-xs font-medium text-faint">{roleNames[message.role]}</span>
                <p className="break-words whitespace-pre-wrap text-muted" dir="auto">{message.content}</p>
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
      <Found words={sought.instruction} reveal>
        <Passage title="Instruction">{pair.instruction}</Passage>
      </Found>
      {pair.input ? <Passage title="Input">{pair.input}</Passage> : null}
      {pair.refinedInstruction ? <Passage title="Refined instruction">{pair.refinedInstruction}</Passage> : null}
      <Section title="Response">
        <Found words={sought.response} reveal={!inInstruction}>
          <div dir="auto" className="break-words">
            <Markdown>{pair.response}</Markdown>
          </div>
        </Found>
      </Section>
      <Section title={pair.constraints.length === 0 ? 'Constraints' : `Constraints (${formatNumber(pair.constraints.length)})`}>
        {pair.constraints.length === 0 ? (
          <p className="text-muted">
            None yet.{' '}
            <Link href={generateHref(pair.datasetId, { ids: pair.id })} className="underline underline-offset-3 hover:text-accent">
              A run on this pair
            </Link>{' '}
            reads off the response which it meets.
          </p>
        ) : (
          <ul className="flex flex-col divide-y divide-line rounded-md border border-line">
            {pair.constraints.map((constraint) => (
              <Constraint key={constraint.id} constraint={constraint} words={sought.constraint} />
            ))}
          </ul>
        )}
      </Section>
    </div>
  )
}

const roleNames = { system: 'System', user: 'User', assistant: 'Assistant' } as const

function Constraint({ constraint: { text, type, rawType, outcome, judge, detail, status }, words }: { constraint: ConstraintView; words: readonly string[] }) {
  return (
    <li className="flex flex-col gap-1 px-3 py-2">
      <p className="break-words" dir="auto">
        <Highlighted text={text} words={words} />
      </p>
      <div className="flex flex-wrap items-center gap-1.5">
        <VerdictBadge outcome={outcome} judged={judge !== null} />
        <StatusBadge status={status} />
        <Badge>{type === 'unmapped' && rawType ? rawType : typeLabel(type)}</Badge>
      </div>
      {detail ? <p className="text-[13px] text-muted">{detail}</p> : null}
    </li>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-xs font-medium text-faint">{title}</h3>
      {children}
    </section>
  )
}

function Passage({ title, children }: { title: string; children: string }) {
  return (
    <Section title={title}>
      <p className="break-words whitespace-pre-wrap" dir="auto">{children}</p>
    </Section>
  )
}

function Loading() {
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">Loading the pair</span>
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-12" />
      <Skeleton className="h-40" />
    </div>
  )
}
