'use client'

import { useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { PairRecord } from '#lib/pairs/record.ts'

/** What is shown of a text until all of it is asked for. */
const shownCharacters = 320
const shownLines = 4

/** The first pairs as they would be imported. */
export function PreviewPairs({ pairs }: { pairs: PairRecord[] }) {
  return (
    <ol className="flex flex-col divide-y divide-line">
      {pairs.map((pair, index) => (
        <li key={index} className="flex gap-3 py-3 first:pt-0 last:pb-0">
          <span className="w-6 shrink-0 pt-0.5 text-end text-xs text-faint tabular-nums">{index + 1}</span>
          <PreviewPair pair={pair} />
        </li>
      ))}
    </ol>
  )
}

function PreviewPair({ pair }: { pair: PairRecord }) {
  const [whole, setWhole] = useState(false)
  const texts = [pair.system, pair.instruction, pair.input, pair.response]
  const long = texts.some((text) => text !== null && beginning(text) !== text)
  const show = (text: string): string => (whole ? text : beginning(text))
  return (
    <div className="min-w-0 flex-1">
      <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-3 gap-y-1">
        {pair.system ? <Part label="System" text={show(pair.system)} muted /> : null}
        <Part label="Instruction" text={show(pair.instruction)} />
        {pair.input ? <Part label="Input" text={show(pair.input)} /> : null}
        <Part label="Response" text={show(pair.response)} />
      </dl>
      <div className="mt-1.5 flex flex-wrap items-center gap-1.5 pl-[6.75rem]">
        {pair.history.length > 0 ? <Badge tone="info">{counted(pair.history.length, 'earlier turn')}</Badge> : null}
        {pair.constraints.length > 0 ? <Badge tone="info">{counted(pair.constraints.length, 'constraint')}</Badge> : null}
        {pair.source ? <Badge>source {pair.source}</Badge> : null}
        {pair.language ? <Badge>{pair.language}</Badge> : null}
        {pair.license ? <Badge>{pair.license}</Badge> : null}
        {long ? (
          <Button size="sm" variant="ghost" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? 'Show less' : 'Show all of it'}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function beginning(text: string): string {
  const lines = text.slice(0, shownCharacters).split('\n', shownLines).join('\n')
  return lines.length === text.length ? text : `${lines.trimEnd().toWellFormed()}…`
}

function Part({ label, text, muted = false }: { label: string; text: string; muted?: boolean }) {
  return (
    <>
      <dt className="pt-px text-[13px] text-faint">{label}</dt>
      <dd dir="auto" className={muted ? 'whitespace-pre-wrap break-words text-muted' : 'whitespace-pre-wrap break-words'}>
        {text}
      </dd>
    </>
  )
}

function counted(n: number, noun: string): string {
  return `${formatNumber(n)} ${noun}${n === 1 ? '' : 's'}`
}
