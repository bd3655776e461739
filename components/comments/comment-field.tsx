'use client'

import { useQuery } from '@tanstack/react-query'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { named, naming } from '#components/comments/naming.ts'
import { peopleQuery } from '#components/comments/queries.ts'
import { Button } from '#components/ui/button.tsx'
import { Textarea } from '#components/ui/field.tsx'
import { useCaret } from '#components/ui/use-caret.ts'
import type { Person } from '#lib/comments/contract.ts'

interface CommentFieldProps {
  label: string
  sending: boolean
  /** Answers whether it was taken; what was not stays in the field. */
  onSend: (text: string) => Promise<boolean>
}

/** Where a comment is written: markdown, names offered behind an @, Ctrl or Cmd+Enter sends. */
export function CommentField({ label, sending, onSend }: CommentFieldProps) {
  const [text, setText] = useState('')
  const [caret, setCaret] = useState(0)
  const [at, setAt] = useState(0)
  const [closed, setClosed] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const putCaret = useCaret(field)
  const list = useId()
  const { data: people = [] } = useQuery({ ...peopleQuery, enabled: text.includes('@'), staleTime: 60_000 })
  const offer = closed ? null : naming(text, caret, people)
  const marked = offer ? Math.min(at, offer.people.length - 1) : 0

  const take = (person: Person): void => {
    if (!offer) return
    const next = named(text, caret, offer.from, person)
    setText(next.text)
    setCaret(next.caret)
    putCaret(next.caret)
  }
  const send = async (): Promise<void> => {
    if (text.trim() !== '' && !sending && (await onSend(text))) setText('')
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const chosen = offer?.people[marked]
    const act =
      event.key === 'Enter' && (event.ctrlKey || event.metaKey) ? () => void send()
      : !offer || !chosen ? null
      : event.key === 'Enter' || event.key === 'Tab' ? () => take(chosen)
      : event.key === 'ArrowDown' ? () => setAt((marked + 1) % offer.people.length)
      : event.key === 'ArrowUp' ? () => setAt((marked + offer.people.length - 1) % offer.people.length)
      : event.key === 'Escape' ? () => setClosed(true)
      : null
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return (
    <div className="flex flex-col gap-2">
      <Textarea
        ref={field}
        aria-label={label}
        placeholder={`${label}; @ names somebody`}
        rows={2}
        maxLength={10_000}
        value={text}
        // A text field may not be a combobox, nor say that it is unfolded; what is offered is announced by its active option.
        aria-autocomplete="list"
        aria-controls={offer ? list : undefined}
        aria-activedescendant={offer ? `${list}-${marked}` : undefined}
        onKeyDown={onKeyDown}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onChange={(event) => {
          setText(event.target.value)
          setCaret(event.target.selectionStart)
          setAt(0)
          setClosed(false)
        }}
      />
      {offer ? (
        <div id={list} role="listbox" aria-label="People" className="rounded-md border border-line bg-panel p-1">
          {offer.people.map((person, index) => (
            <div
              key={person.id}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === marked}
              className={`cursor-pointer rounded px-2 py-0.5 ${index === marked ? 'bg-accent-soft text-accent' : ''}`}
              // The field keeps the focus: leaving it would close the list before a click.
              onPointerDown={(event) => {
                event.preventDefault()
                take(person)
              }}
            >
              {person.name}
            </div>
          ))}
        </div>
      ) : null}
      {text.trim() === '' ? null : (
        <div>
          <Button size="sm" variant="primary" loading={sending} onClick={() => void send()}>
            Send
          </Button>
        </div>
      )}
    </div>
  )
}
