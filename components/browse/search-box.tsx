'use client'

import { Search } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react'
import { Input } from '#components/ui/field.tsx'
import { Kbd } from '#components/ui/kbd.tsx'

const pauseMs = 250

interface SearchBoxProps {
  /** What is searched for now, by the address. */
  value: string | null
  onSearch: (text: string | null) => void
  onLeave: () => void
  inputRef: RefObject<HTMLInputElement | null>
}

/** Searches instructions and responses once the typing pauses. Enter and Escape go back to the rows. */
export function SearchBox({ value, onSearch, onLeave, inputRef }: SearchBoxProps) {
  const [text, setText] = useState(value ?? '')
  /** What we asked for last: a value that differs came from elsewhere (back button, chip) and wins over the box. */
  const asked = useRef(value)
  const search = useEffectEvent((next: string) => {
    const wanted = next.trim() === '' ? null : next.trim()
    if (wanted === asked.current) return
    asked.current = wanted
    onSearch(wanted)
  })
  useEffect(() => {
    if (value === asked.current) return
    asked.current = value
    setText(value ?? '')
  }, [value])
  useEffect(() => {
    const timer = setTimeout(() => search(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <form
      role="search"
      className="relative min-w-0 flex-1 max-md:basis-full"
      onSubmit={(event) => {
        event.preventDefault()
        onLeave()
      }}
    >
      <Search size={15} aria-hidden="true" className="pointer-events-none absolute top-2 left-2.5 text-faint" />
      <Input
        ref={inputRef}
        type="search"
        aria-label="Search instructions and responses"
        aria-keyshortcuts="/"
        placeholder="Search instructions and responses"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          // Browsers empty a search box on Escape; what was searched for stays.
          event.preventDefault()
          onLeave()
        }}
        className="w-full pr-8 pl-8"
      />
      <Kbd className="pointer-events-none absolute top-[7px] right-2 max-md:hidden">/</Kbd>
    </form>
  )
}
