'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { CallDialog } from '#components/generation/call-dialog.tsx'
import { variantsOfPairQuery } from '#components/pairs/queries.ts'
import { DiffText } from '#components/review/diff-text.tsx'
import { Badge, VerdictBadge } from '#components/ui/badge.tsx'
import { formatNumber, formatShare } from '#components/ui/format.ts'
import { Panel } from '#components/ui/panel.tsx'
import type { AnswerView, MeasuredConstraint, PairVariants as Made, VariantView } from '#lib/generation/variants-contract.ts'
import { decimals } from '#lib/stats/decimals.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

const kinds: Record<VariantView['kind'], string> = { composed: 'Composed', evolved: 'Evolved', relabelled: 'Relabelled in hindsight' }

/** What models made of a pair: harder instructions, each against the one that it was made from, and the answers to them; nothing where there is none. */
export function PairVariants({ id }: { id: string }) {
  const { data } = useQuery(variantsOfPairQuery(id))
  const [call, setCall] = useState<string | null>(null)
  if (!data || (data.variants.length === 0 && data.answers.length === 0 && data.measured.length === 0 && data.difficulty === null)) return null
  const { answers, difficulty, measured, more } = data
  const left = [countOf(more.variants, 'variant'), countOf(more.answers, 'answer')].filter((part) => part !== null)
  return (
    <Panel title="Made of it by models">
      <div className="flex max-w-4xl flex-col gap-4">
        {difficulty ? <p className="text-muted">{difficultyWords(difficulty)}</p> : null}
        {measured.length > 0 ? <Measured constraints={measured} /> : null}
        <Answers answers={answers.filter(({ variantId }) => variantId === null)} of="the instruction itself" onCall={setCall} />
        <Children parentId={null} before={data.instruction} made={data} onCall={setCall} />
        {left.length === 0 ? null : <p className="text-muted">{`${left.join(' and ')} more are not listed.`}</p>}
      </div>
      {call ? <CallDialog id={call} onClose={() => setCall(null)} /> : null}
    </Panel>
  )
}

/** Those made of one instruction, and below each those made of it in turn. */
function Children({ parentId, before, made, onCall }: { parentId: string | null; before: string; made: Made; onCall: (id: string) => void }) {
  const here = made.variants.filter((variant) => variant.parentId === parentId)
  if (here.length === 0) return null
  return (
    <ol aria-label={parentId === null ? 'Instructions made of its own' : 'Made of that one'} className="flex flex-col gap-4">
      {here.map((variant) => (
        <li key={variant.id} className="flex flex-col gap-3 border-s-2 border-line ps-3">
          <Variant variant={variant} before={before} onCall={onCall} />
          <Answers answers={made.answers.filter(({ variantId }) => variantId === variant.id)} of="this instruction" onCall={onCall} />
          <Children parentId={variant.id} before={variant.text} made={made} onCall={onCall} />
        </li>
      ))}
    </ol>
  )
}

function Variant({ variant: { kind, text, level, operation, added, difficulty, generationId, runId }, before, onCall }: { variant: VariantView; before: string; onCall: (id: string) => void }) {
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[13px] text-muted">
        <Badge tone="info">{kinds[kind]}</Badge>
        {level === null ? null : <span>Level {formatNumber(level)}</span>}
        {operation && operation !== 'elements' && operation !== 'levels' ? <span>{operation}</span> : null}
        {difficulty ? <span title={difficulty.reason}>{`Difficulty ${formatNumber(difficulty.judged)} of 5, judged beside ${formatNumber(difficulty.before)} of the one before it`}</span> : null}
        {generationId === null ? null : <CallButton onOpen={() => onCall(generationId)}>The call</CallButton>}
        {runId === null ? null : (
          <Link href={`/runs/${runId}`} className="text-accent underline underline-offset-3">
            Its run
          </Link>
        )}
      </div>
      <DiffText before={before} after={text} />
      {added.length === 0 ? null : (
        <ul aria-label="What it adds" className="flex flex-col gap-1">
          {added.map((one, index) => (
            <li key={index} className="flex flex-wrap items-center gap-1.5">
              <span className="break-words" dir="auto">{one.text}</span>
              <Badge>{one.type === 'unmapped' ? 'No known type' : typeLabel(one.type)}</Badge>
              {one.checkable ? <Badge>Checked by program</Badge> : null}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Answers({ answers, of, onCall }: { answers: readonly AnswerView[]; of: string; onCall: (id: string) => void }) {
  if (answers.length === 0) return null
  return (
    <details>
      <summary className="cursor-pointer text-[13px] text-muted">
        {countOf(answers.length, 'answer')} to {of}
        {metWords(answers)}
      </summary>
      <ol aria-label={`Answers to ${of}`} className="mt-2 flex flex-col divide-y divide-line rounded-md border border-line">
        {answers.map((answer) => (
          <Answer key={answer.id} answer={answer} onCall={onCall} />
        ))}
      </ol>
    </details>
  )
}

function Answer({ answer: { text, model, checks, own, generationId }, onCall }: { answer: AnswerView; onCall: (id: string) => void }) {
  return (
    <li className="flex flex-col gap-1.5 px-3 py-2">
      <p className="flex flex-wrap items-center gap-x-2 text-[13px] text-muted">
        <span className="break-all">{model}</span>
        {own.of === 0 ? null : <span>{`meets ${formatNumber(own.met)} of ${formatNumber(own.of)} constraints of the pair that a program can tell`}</span>}
        {generationId === null ? null : <CallButton onOpen={() => onCall(generationId)}>The call</CallButton>}
      </p>
      <p dir="auto" className="break-words whitespace-pre-wrap">{text}</p>
      {checks.map((check, index) => (
        <p key={index} className="flex flex-wrap items-center gap-1.5 text-[13px]">
          <VerdictBadge outcome={check.outcome} />
          <span className="break-words" dir="auto">{check.text}</span>
        </p>
      ))}
    </li>
  )
}

/** What was measured of the pair's own constraints. */
function Measured({ constraints }: { constraints: readonly MeasuredConstraint[] }) {
  const [sampled, lifted] = [constraints.some(({ satisfaction }) => satisfaction), constraints.some(({ lift }) => lift)]
  const models = [...new Set(constraints.flatMap(({ satisfaction, lift }) => [satisfaction?.model ?? [], lift?.model ?? []].flat()))]
  const head = 'px-2 py-1 text-end font-medium'
  const cell = 'px-2 py-1 text-end tabular-nums'
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="What models make of its constraints">
      <table className="w-full text-[13px]">
        <caption className="sr-only">What models make of its constraints</caption>
        <thead>
          <tr className="border-b border-line text-muted">
            <th scope="col" className="py-1 pe-2 text-start font-medium">Constraint</th>
            {sampled ? <th scope="col" className={head}>Unasked</th> : null}
            {sampled ? <th scope="col" className={head}>Asked</th> : null}
            {lifted ? <th scope="col" className={head}>Lift</th> : null}
          </tr>
        </thead>
        <tbody>
          {constraints.map(({ id, text, satisfaction, lift }) => (
            <tr key={id} className="border-b border-line align-top last:border-b-0">
              <th scope="row" className="py-1 pe-2 text-start font-normal break-words" dir="auto">
                {text}
                {satisfaction ? <span className="ms-1.5 text-muted">{satisfaction.reading}</span> : null}
              </th>
              {sampled ? <td className={cell}>{satisfaction ? formatShare(satisfaction.unasked) : '–'}</td> : null}
              {sampled ? <td className={cell}>{satisfaction ? formatShare(satisfaction.asked) : '–'}</td> : null}
              {lifted ? <td className={cell}>{lift ? decimals(lift.value, 3) : '–'}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-1 text-[13px] text-muted">
        {sampled ? 'Unasked and asked: the shares of a model’s answers that meet it, without it and with it in the instruction. ' : null}
        {lifted ? 'Lift: how much likelier it makes the response, in nats a token. ' : null}
        {`Measured${byModel(models.length === 0 ? null : models.join(', '))}.`}
      </p>
    </div>
  )
}

function CallButton({ onOpen, children }: { onOpen: () => void; children: string }) {
  return (
    <button type="button" className="text-accent underline underline-offset-3" onClick={onOpen}>
      {children}
    </button>
  )
}

/** How many meet all that was checked of them; nothing where nothing was. */
function metWords(answers: readonly AnswerView[]): string {
  const checked = answers.filter(({ checks, own }) => checks.length + own.of > 0)
  if (checked.length === 0) return ''
  const met = checked.filter(({ checks, own }) => own.met === own.of && checks.every(({ outcome }) => outcome === 'pass'))
  return `, ${formatNumber(met.length)} of ${formatNumber(checked.length)} with all that was checked`
}

function difficultyWords({ value, spread, n, model }: NonNullable<Made['difficulty']>): string {
  return `Difficulty ${value.toFixed(1)} of 5${spread === null ? '' : ` ± ${spread.toFixed(1)}`}, the mean of ${formatNumber(n)} ${n === 1 ? 'rating' : 'ratings'}${byModel(model)}.`
}

function countOf(n: number, what: string): string | null {
  return n === 0 ? null : `${formatNumber(n)} ${what}${n === 1 ? '' : 's'}`
}

function byModel(model: string | null): string {
  return model === null ? '' : ` by ${model}`
}
