import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

/** A table that scrolls by itself where the window is narrow. Give it a caption or an aria-label. */
export function Table({ className, ...rest }: ComponentProps<'table'>) {
  return (
    // Relative, so that what only screen readers see is clipped with the table and does not widen the page.
    <div className="relative overflow-x-auto print:overflow-visible">
      <table className={clsx('w-full border-collapse text-sm', className)} {...rest} />
    </div>
  )
}

/** A column's heading; `numeric` for columns of numbers, as in Td. */
export function Th({ numeric = false, className, ...rest }: ComponentProps<'th'> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={clsx('h-8 border-b border-line px-3 text-xs font-medium whitespace-nowrap text-faint', numeric ? 'text-end' : 'text-start', className)}
      {...rest}
    />
  )
}

export function Td({ numeric = false, className, ...rest }: ComponentProps<'td'> & { numeric?: boolean }) {
  return <td className={clsx('border-b border-line px-3 py-2 align-top', numeric && 'text-end tabular-nums', className)} {...rest} />
}
