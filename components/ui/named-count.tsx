import Link from 'next/link'
import { formatNumber } from '#components/ui/format.ts'

/** A number beside its name in a table, as a link to the rows that it counts where there is an address for them. Zero leads nowhere. */
export function NamedCount({ n, name, href }: { n: number; name: string; href: string | undefined }) {
  if (href === undefined || n === 0) return formatNumber(n)
  return (
    <Link href={href} aria-label={`${formatNumber(n)}: ${name}`} className="text-accent underline">
      {formatNumber(n)}
    </Link>
  )
}
