import { clsx } from 'clsx'
import Link from 'next/link'
import { formatCount, formatNumber } from '#components/ui/format.ts'

/** A number, as a link to the rows that it counts where there is an address for them. Zero leads nowhere. */
export function CountLink({ value, href, of, className }: { value: number; href?: string | undefined; of: string; className?: string }) {
  if (!href || value === 0) return <span className={clsx('tabular-nums', value === 0 && 'text-faint', className)}>{formatNumber(value)}</span>
  return (
    <Link href={href} aria-label={formatCount(value, of)} className={clsx('rounded-sm tabular-nums underline decoration-line underline-offset-3 hover:text-accent hover:decoration-accent', className)}>
      {formatNumber(value)}
    </Link>
  )
}
