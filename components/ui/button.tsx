import { clsx } from 'clsx'
import Link from 'next/link'
import type { ButtonHTMLAttributes, ReactNode } from 'react'

type Variant = 'primary' | 'secondary' | 'ghost' | 'danger'
type Size = 'sm' | 'md'

const variants: Record<Variant, string> = {
  primary: 'bg-accent text-on-accent border-transparent hover:opacity-90',
  secondary: 'bg-panel text-ink border-line hover:bg-sunken',
  ghost: 'bg-transparent text-muted border-transparent hover:bg-sunken hover:text-ink',
  danger: 'bg-panel text-bad border-bad hover:bg-bad-soft',
}
const sizes: Record<Size, string> = { sm: 'h-7 px-2 text-[13px]', md: 'h-8 px-3' }

function look(variant: Variant, size: Size, className?: string): string {
  return clsx(
    'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors',
    'disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60',
    variants[variant],
    sizes[size],
    className,
  )
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: Variant
  size?: Size
  /** Shows that the act is under way, and refuses a second one; it keeps the focus, which a disabled button loses. */
  loading?: boolean
}

/** A button; `type` is "button" unless said otherwise, so that none submits by accident. */
export function Button({ variant = 'secondary', size = 'md', loading = false, className, onClick, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      // Enter in a field clicks the button that submits, too.
      onClick={loading ? (event) => event.preventDefault() : onClick}
      {...(loading ? { 'aria-disabled': true, 'aria-busy': true } : {})}
      className={look(variant, size, className)}
    >
      {children}
      {loading ? <span aria-hidden="true">…</span> : null}
    </button>
  )
}

/** A link that looks like a button. */
export function LinkButton(props: { href: string; variant?: Variant; size?: Size; className?: string; children: ReactNode }) {
  const { href, variant = 'secondary', size = 'md', className, children } = props
  return (
    <Link href={href} className={look(variant, size, className)}>
      {children}
    </Link>
  )
}

/** A button with a picture; `label` is its name and its tooltip. */
export function IconButton({ label, className, ...rest }: { label: string } & Omit<ButtonProps, 'aria-label' | 'title'>) {
  return <Button variant="ghost" size="sm" {...rest} aria-label={label} title={label} className={clsx('w-7 !px-0', className)} />
}
