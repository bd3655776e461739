import { ChevronRight } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { ariaKeys, keysOf, type Command } from '#components/review/keymap.ts'
import { useKeymap } from '#components/review/use-keymap.ts'
import { Kbd } from '#components/ui/kbd.tsx'

interface AsidePanelProps {
  command: Command
  title: string
  /** What can be said of it while it is folded. */
  summary: string
  open: boolean
  onOpen: (open: boolean) => void
  children: ReactNode
}

/** A stretch below the constraints that folds and has a key. */
export function AsidePanel({ command, title, summary, open, onOpen, children }: AsidePanelProps) {
  const body = useId()
  const bindings = useKeymap()
  const key = keysOf(command, bindings)[0]
  return (
    <section aria-label={title} className="border-t border-line">
      <h2>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={open ? body : undefined}
          aria-keyshortcuts={ariaKeys(command, bindings)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onOpen(!open)}
          className="flex w-full items-center gap-2 px-3 py-1.5 text-start text-[13px] font-medium hover:bg-sunken"
        >
          <ChevronRight size={14} aria-hidden="true" className={open ? 'rotate-90' : ''} />
          {title}
          <span className="font-normal text-muted">{summary}</span>
          {key ? <Kbd className="ms-auto">{key}</Kbd> : null}
        </button>
      </h2>
      {open ? (
        <div id={body} className="flex flex-col gap-3 px-3 pb-3">
          {children}
        </div>
      ) : null}
    </section>
  )
}
