import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** A key to press. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd className={clsx('inline-flex h-[18px] min-w-[18px] items-center justify-center rounded border border-line bg-sunken px-1 font-mono text-[11px] text-muted', className)}>
      {children}
    </kbd>
  )
}
