'use client'

import { Search } from 'lucide-react'
import { useEffect, useEffectEvent, useId, useRef, useState, type KeyboardEvent } from 'react'
import { completed, completionsAt, type Completion } from '#components/browse/completion.ts'
import { CompletionList } from '#components/browse/completion-list.tsx'
import { filterOf, type FilterValues } from '#components/browse/filter.ts'
import { browseAct, placeOf } from '#components/browse/keymap.ts'
import { Input } from '#components/ui/field.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { useCaret } from '#components/ui/use-caret.ts'
import type { Facets, PairFilter } from '#lib/datasets/contract.ts'
import { parseFilter, printFilter } from '#lib/datasets/filter-language.ts'
import { splitTerms, type FilterProblem } from '#lib/datasets/filter-terms.ts'

const pauseMs = 250

interface FilterBoxProps {
  /** What is filtered by now, by the address. */
  filter: FilterValues
  facets: Facets | undefined
  onFilter: (filter: PairFilter) => void
  /** What Enter and Escape go back to; they only leave the box where nothing is said. */
  onLeave?: () => void
}

/**
 * The whole filter in one line, in the filter language; taken once the typing pauses, or on Enter. A list offers what may follow: arrows
 * choose, Enter or Tab takes. Enter and Escape leave the box. What may come right as it is written on is called wrong only once somebody has gone on past it.
 */
export function FilterBox({ filter, facets, onFilter, onLeave }: FilterBoxProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const putCaret = useCaret(input)
  const printed = printFilter(filterOf(filter))
  /** What is being typed; null while the box shows what is filtered by. */
  const [typed, setTyped] = useState<string | null>(null)
  const [offer, setOffer] = useState<Completion | null>(null)
  const [active, setActive] = useState(-1)
  /** Where somebody is writing; null once they have left the box or pressed Enter, until they write again. */
  const [caret, setCaret] = useState<number | null>(null)
  /** What we asked for last, and the filter as it was shown last: one that differs came from elsewhere (back button, chip, select) and wins over the box. */
  const [asked, setAsked] = useState(printed)
  const [shown, setShown] = useState(printed)
  // While rendering: were it done by an effect, a pause that ends between the two would ask for the filter that was just left.
  if (printed !== shown) {
    setShown(printed)
    setAsked(printed)
    if (printed !== asked) {
      setTyped(null)
      setOffer(null)
    }
  }
  const text = typed ?? printed
  const { filter: read, problems } = parseFilter(text)
  const problem = offer === null ? problems.find((problem) => !isUnderWay(problem, caret)) : undefined

  const take = (): void => {
    if (typed === null || problems.length > 0 || printFilter(read) === asked) return
    setAsked(printFilter(read))
    onFilter(read)
  }
  const takeLater = useEffectEvent(take)
  // A value that is half written would find nothing: it waits until it is whole.
  const waits = offer?.ofValue === true
  useEffect(() => {
    if (waits || typed === null) return
    const timer = setTimeout(() => takeLater(), pauseMs)
    return () => clearTimeout(timer)
  }, [typed, waits])

  const onKey = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.defaultPrevented || browseAct(event, placeOf(event.target)) !== 'search') return
    event.preventDefault()
    input.current?.focus()
  })
  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  const look = (next: string, at: number | null, all = false): void => {
    setCaret(at ?? next.length)
    setOffer(completionsAt(next, at ?? next.length, facets, all))
    setActive(-1)
  }
  const choose = (index: number): void => {
    const chosen = offer?.options[index]
    if (!offer || !chosen) return
    const { before, rest } = completed(text, offer, chosen)
    setTyped(before + rest)
    look(before + rest, before.length)
    putCaret(before.length)
  }
  const leave = (): void => (onLeave ? onLeave() : input.current?.blur())
  const submit = (): void => {
    const [first] = problems
    setOffer(null)
    setCaret(null)
    if (first) return input.current?.setSelectionRange(first.column - 1, first.endColumn - 1)
    take()
    leave()
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    const count = offer?.options.length ?? 0
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (offer === null) return look(text, event.currentTarget.selectionStart, true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      // One place more than there are options: the box itself.
      setActive(((active + 1 + step + count + 1) % (count + 1)) - 1)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      if (offer === null) leave()
      setOffer(null)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (active >= 0) choose(active)
      else submit()
    } else if (event.key === '"' && closesAt(text, event.currentTarget)) {
      // The quotes that a choice has closed are closed by hand once more.
      event.preventDefault()
      const behind = (event.currentTarget.selectionEnd ?? 0) + 1
      event.currentTarget.setSelectionRange(behind, behind)
      look(text, behind)
    } else if (event.key === 'Tab' && active >= 0) {
      event.preventDefault()
      choose(active)
    }
  }

  return (
    <div role="search" className="relative min-w-0 flex-1 max-md:basis-full">
      <Search size={15} aria-hidden="true" className="pointer-events-none absolute top-2 left-2.5 text-faint" />
      <Input
        ref={input}
        type="text"
        role="combobox"
        aria-label="Search and filter"
        aria-keyshortcuts="/"
        aria-autocomplete="list"
        aria-expanded={offer !== null}
        aria-controls={offer ? `${id}-list` : undefined}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={'Search, or filter: type:length.words verdict:fail words:>300'}
        maxLength={2000}
        value={text}
        onChange={(event) => {
          setTyped(event.target.value)
          look(event.target.value, event.target.selectionStart)
        }}
        onSelect={(event) => {
          if (caret !== null) setCaret(event.currentTarget.selectionStart)
        }}
        onBlur={() => {
          setOffer(null)
          setCaret(null)
        }}
        onKeyDown={onKeyDown}
        className="w-full pr-8 pl-8"
      />
      <Kbd className="pointer-events-none absolute top-[7px] right-2 max-md:hidden">/</Kbd>
      {offer ? <CompletionList id={id} options={offer.options} active={active} onChoose={choose} /> : null}
      {problem ? (
        <p id={`${id}-problem`} role="alert" className="mt-1 text-[13px] text-bad">
          Column {problem.column}: {problem.message}
        </p>
      ) : null}
    </div>
  )
}

/** Whether the caret stands in what is wrong, and writing on may mend it. */
function isUnderWay({ unfinished, column, endColumn }: FilterProblem, caret: number | null): boolean {
  return unfinished && caret !== null && column <= caret && caret < endColumn
}

/** Whether the caret stands before quotes that close a term. */
function closesAt(text: string, { selectionStart, selectionEnd }: HTMLInputElement): boolean {
  return selectionStart === selectionEnd && splitTerms(text).terms.some(({ closed, end }) => closed && end - 1 === selectionEnd)
}
