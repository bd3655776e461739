'use client'

import { clsx } from 'clsx'
import { Dialog as Primitive } from 'radix-ui'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react'
import { matching, type PaletteItem } from '#components/palette/palette-items.ts'
import { closePalette, leavePalette, searchOffered, type Once } from '#components/palette/palette-store.ts'
import { Kbd } from '#components/ui/kbd.tsx'

/** More rows than anybody reads; typing another letter is quicker. */
const mostRows = 80
const searchAfterMs = 150

/** The palette itself: a field, and below it what it finds. Arrows choose, Enter runs, Escape closes. */
export function PaletteBox({ items, searches, once }: { items: readonly PaletteItem[]; searches: boolean; once?: Once | undefined }) {
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const chosen = useRef<Pick<PaletteItem, 'run'> | null>(null)
  const found = useSearch(searches, typed)
  const shown = (searches ? found.items : matching(items, typed)).slice(0, mostRows)
  const current = Math.min(at, shown.length - 1)
  const currentRow = useRef<HTMLDivElement>(null)
  useEffect(() => {
    currentRow.current?.scrollIntoView({ block: 'nearest' })
  }, [current, typed])
  const run = (item: Pick<PaletteItem, 'run'> | undefined): void => {
    if (!item) return
    chosen.current = item
    closePalette()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (once && typed === '' && event.key === once.sign) {
      event.preventDefault()
      // Held down, it is no second press.
      return event.repeat ? undefined : run(once)
    }
    const to = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + 8, PageUp: current - 8 }[event.key]
    if (to !== undefined && shown.length > 0) {
      event.preventDefault()
      setAt(event.key.startsWith('Page') ? Math.max(0, Math.min(shown.length - 1, to)) : (to + shown.length) % shown.length)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      run(shown[current])
    }
  }
  return (
    <Primitive.Root open onOpenChange={(open) => !open && closePalette()}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Primitive.Content
          aria-describedby={undefined}
          onKeyDown={onKeyDown}
          // What was chosen may move the focus itself: first it goes back to where it was.
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            leavePalette()
            chosen.current?.run()
          }}
          className="fixed left-1/2 top-[12vh] z-50 flex max-h-[70vh] w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line bg-panel shadow-xl"
        >
          <Primitive.Title className="sr-only">{searches ? 'Search the pairs' : 'Commands and places'}</Primitive.Title>
          <input
            role="combobox"
            aria-expanded="true"
            aria-controls="palette-list"
            aria-activedescendant={current >= 0 ? `palette-${current}` : undefined}
            aria-label={searches ? 'Words of the pair' : 'What to do, or where to go'}
            placeholder={searches ? 'Words of the pair' : 'What to do, or where to go'}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              setAt(0)
            }}
            className="h-11 shrink-0 border-b border-line bg-transparent px-4 outline-none placeholder:text-muted"
          />
          <div id="palette-list" role="listbox" aria-label="Found" className="min-h-0 overflow-y-auto p-1.5 empty:hidden">
            {shown.map((item, index) => (
              <Row key={item.id} item={item} id={`palette-${index}`} first={item.group !== shown[index - 1]?.group} current={index === current} rowRef={index === current ? currentRow : null} onRun={() => run(item)} onPoint={() => setAt(index)} />
            ))}
          </div>
          {shown.length === 0 ? <Nothing>{searches && typed.trim() === '' ? `Type words of the instruction, the response or a constraint.${once ? ` ${once.hint}` : ''}` : found.words ?? 'Nothing has this name.'}</Nothing> : null}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

interface RowProps {
  item: PaletteItem
  id: string
  /** Whether its group begins with it. */
  first: boolean
  current: boolean
  rowRef: Ref<HTMLDivElement>
  onRun: () => void
  onPoint: () => void
}

function Row({ item, id, first, current, rowRef, onRun, onPoint }: RowProps) {
  return (
    <>
      {first ? <div role="presentation" className="px-2.5 pb-0.5 pt-2 text-xs font-semibold text-muted">{item.group}</div> : null}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the field has the focus and the keys */}
      <div
        ref={rowRef}
        id={id}
        role="option"
        aria-selected={current}
        onMouseMove={onPoint}
        onClick={onRun}
        className={clsx('flex min-h-8 cursor-default items-center gap-3 rounded-md px-2.5 py-1', current && 'bg-accent-soft text-accent')}
      >
        <span dir="auto" className="min-w-0 flex-1 truncate">
          {item.label}
        </span>
        {item.keys?.map((key) => <Kbd key={key}>{key}</Kbd>)}
      </div>
    </>
  )
}

function Nothing({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="px-4 py-3 text-muted">
      {children}
    </p>
  )
}

/** What the screen finds for what was typed, a moment after it was. */
function useSearch(wanted: boolean, typed: string): { items: readonly PaletteItem[]; words: string | null } {
  const [found, setFound] = useState<{ items: readonly PaletteItem[]; words: string | null }>({ items: [], words: null })
  const words = typed.trim()
  useEffect(() => {
    if (!wanted) return
    const abort = new AbortController()
    const ask = async (): Promise<void> => {
      const items = words === '' ? [] : await searchOffered(words, abort.signal)
      if (!abort.signal.aborted) setFound({ items, words: 'No pair has these words.' })
    }
    const timer = setTimeout(() => {
      ask().catch((error: unknown) => {
        if (!abort.signal.aborted) setFound({ items: [], words: error instanceof Error ? error.message : 'The search did not work.' })
      })
    }, words === '' ? 0 : searchAfterMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [wanted, words])
  return found
}
