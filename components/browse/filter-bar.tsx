'use client'

import { clsx } from 'clsx'
import { useState } from 'react'
import { decisionLabels, originLabels, outcomeLabels, statusLabels } from '#components/browse/filter.ts'
import type { BrowseState } from '#components/browse/use-browse.ts'
import { Input, Select } from '#components/ui/field.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { pairFilter, type Facets } from '#lib/datasets/contract.ts'
import type { PlainFilter } from '#lib/datasets/filter-fields.ts'
import { alternatives } from '#lib/datasets/filter-language.ts'
import { languageLabel } from '#lib/text/language-label.ts'

const { status, outcome, decision, origin } = pairFilter.shape
const choices = {
  status: worded(status.unwrap().options, statusLabels),
  outcome: worded(outcome.unwrap().options, outcomeLabels),
  decision: worded(decision.unwrap().options, decisionLabels),
  origin: worded(origin.unwrap().options, originLabels),
}

interface FilterBarProps {
  browse: BrowseState
  facets: Facets | undefined
  id: string
  className?: string
}

/** The filters, each a choice among what there is, with how many there are of it. */
export function FilterBar({ browse: { filter, change }, facets, id, className }: FilterBarProps) {
  const others = alternatives(filter.also ?? '')
  const more = (key: keyof PlainFilter): number => others.filter((term) => key in term).length
  const counted = (label: string, count: number): string => `${label} (${formatNumber(count)})`
  return (
    <div id={id} role="group" aria-label="Filters" className={clsx('grid-cols-[repeat(auto-fill,minmax(8rem,1fr))] items-center xl:grid-cols-[repeat(6,minmax(0,1fr))_minmax(0,1.12fr)_auto] gap-1.5', className)}>
      <Choice label="Status of the pair" any="Any status" value={filter.status} more={more('status')} options={choices.status} onChoose={(status) => change({ status })} />
      <Choice
        label="Type of constraint"
        any="Any type"
        value={filter.type}
        more={more('type')}
        options={(facets?.types ?? []).map(({ value, label, count }) => ({ value, label: counted(label, count) }))}
        onChoose={(type) => change({ type })}
      />
      <Choice label="Verdict" any="Any verdict" value={filter.outcome} more={more('outcome')} options={choices.outcome} onChoose={(outcome) => change({ outcome })} />
      <Choice label="Decision" any="Any decision" value={filter.decision} more={more('decision')} options={choices.decision} onChoose={(decision) => change({ decision })} />
      <Choice label="Origin of the constraint" any="Any origin" value={filter.origin} more={more('origin')} options={choices.origin} onChoose={(origin) => change({ origin })} />
      <Choice
        label="Source"
        any="Any source"
        value={filter.source}
        more={more('source')}
        options={(facets?.sources ?? []).map(({ value, count }) => ({ value, label: counted(value, count) }))}
        onChoose={(source) => change({ source })}
      />
      <Choice
        label="Language"
        any="Any language"
        value={filter.language}
        more={more('language')}
        options={(facets?.languages ?? []).map(({ value, count }) => ({ value: value ?? 'unknown', label: counted(languageLabel(value), count) }))}
        onChoose={(language) => change({ language })}
      />
      <div className="flex min-w-0 items-center gap-1 text-[13px] text-muted">
        <Bound label="Least words of the response" placeholder="from" value={filter.minWords} onSet={(minWords) => change({ minWords })} />
        <span aria-hidden="true">–</span>
        <Bound label="Most words of the response" placeholder="to" value={filter.maxWords} onSet={(maxWords) => change({ maxWords })} />
        <span aria-hidden="true">words</span>
      </div>
    </div>
  )
}

interface ChoiceProps<Value extends string> {
  label: string
  any: string
  value: Value | null
  /** How many other values it may have besides. */
  more?: number
  options: { value: Value; label: string }[]
  onChoose: (value: Value | null) => void
}

function Choice<Value extends string>({ label, any, value, more = 0, options, onChoose }: ChoiceProps<Value>) {
  const known = value === null || options.some((option) => option.value === value)
  return (
    <Select
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChoose(options.find((option) => option.value === event.target.value)?.value ?? null)}
      className={clsx('w-full min-w-0 !px-1.5 text-[13px]', value !== null && '!border-accent !bg-accent-soft text-accent')}
    >
      <option value="">{any}</option>
      {known ? null : <option value={value ?? ''}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
          {more > 0 && option.value === value ? ` and ${more} more` : ''}
        </option>
      ))}
    </Select>
  )
}

interface BoundProps {
  label: string
  placeholder: string
  value: number | null
  onSet: (value: number | null) => void
}

/** A number that is taken when the typing is over: on Enter or on leaving. */
function Bound({ label, placeholder, value, onSet }: BoundProps) {
  const [text, setText] = useState(value === null ? '' : String(value))
  const [shown, setShown] = useState(value)
  if (shown !== value) {
    setShown(value)
    setText(value === null ? '' : String(value))
  }
  const take = (): void => {
    const next = /^\d{1,7}$/.test(text) ? Number(text) : null
    if (next === null) setText('')
    if (next !== value) onSet(next)
  }
  return (
    <Input
      inputMode="numeric"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take()
      }}
      className={clsx('w-full !px-1.5 text-[13px] xl:w-12 tabular-nums', value !== null && '!border-accent')}
    />
  )
}

/** The values of a closed list, by the words for them. */
function worded<Value extends string>(values: readonly Value[], labels: Record<Value, string>): { value: Value; label: string }[] {
  return values.map((value) => ({ value, label: labels[value] }))
}
