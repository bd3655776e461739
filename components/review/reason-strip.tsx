'use client'

import { useEffect, useEffectEvent, useRef } from 'react'
import { reasonMs } from '#components/review/reason-time.ts'
import { useKeymap } from '#components/review/use-keymap.ts'
import { Button } from '#components/ui/button.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { rejectReasons } from '#lib/review/contract.ts'

interface ReasonStripProps {
  /** The rejected constraint; another one starts the time again. */
  constraintId: string
  number: number | null
  onReason: (reason?: string) => void
}

/** Asks why, for a moment, and takes no answer for one. It waits as long as somebody points at it or is in it. */
export function ReasonStrip({ constraintId, number, onReason }: ReasonStripProps) {
  const strip = useRef<HTMLDivElement>(null)
  const digits = useKeymap().find(({ command }) => command === 'jump')?.keys ?? []
  const giveUp = useEffectEvent(() => onReason())
  useEffect(() => {
    const timer = setInterval(() => {
      if (!strip.current?.matches(':hover, :focus-within')) giveUp()
    }, reasonMs)
    return () => clearInterval(timer)
  }, [constraintId])
  return (
    <div
      ref={strip}
      role="group"
      aria-label="Why is it rejected?"
      data-testid="reasons"
      className="absolute inset-x-0 bottom-full flex flex-wrap items-center gap-1.5 border-y border-bad bg-bad-soft px-3 py-1.5"
    >
      <span className="text-[13px] font-medium text-bad">Rejected{number === null ? '' : ` ${number}`}. Why?</span>
      {rejectReasons.map(({ key, label }, index) => (
        <Button key={key} size="sm" className="!h-6 text-xs" onMouseDown={(event) => event.preventDefault()} onClick={() => onReason(key)}>
          <Kbd className="max-sm:hidden">{digits[index]}</Kbd>
          {label}
        </Button>
      ))}
    </div>
  )
}
