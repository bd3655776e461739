import { clsx } from 'clsx'
import { AlertTriangle, Inbox } from 'lucide-react'
import type { ReactNode } from 'react'
import { ApiError } from '#components/api/client.ts'
import { Button } from '#components/ui/button.tsx'

/** A stretch of a page with an optional heading. */
export function Panel({ title, actions, className, children }: { title?: string; actions?: ReactNode; className?: string; children: ReactNode }) {
  return (
    <section className={clsx('rounded-lg border border-line bg-panel', className)} aria-label={title}>
      {title || actions ? (
        <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2 border-b border-line px-4 py-2">
          {title ? <h2 className="font-semibold">{title}</h2> : <span />}
          {actions}
        </div>
      ) : null}
      <div className="p-4">{children}</div>
    </section>
  )
}

/** The head of a page: its h1, a line on what it is for, and what one can do. */
export function PageHeader({ title, description, actions, className }: { title: string; description?: ReactNode; actions?: ReactNode; className?: string }) {
  return (
    <header className={clsx('flex flex-wrap items-start justify-between gap-3', className)}>
      <div className="min-w-0">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        {description ? <p className="mt-0.5 max-w-3xl text-muted">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  )
}

/** Nothing here: why, and what to do about it. */
export function EmptyState({ title, children, action, icon, className }: { title: string; children?: ReactNode; action?: ReactNode; icon?: ReactNode; className?: string }) {
  return (
    <div className={clsx('flex flex-col items-center justify-center gap-2 px-6 py-12 text-center', className)}>
      <div aria-hidden="true" className="text-faint">
        {icon ?? <Inbox size={28} strokeWidth={1.5} />}
      </div>
      <p className="text-base font-semibold">{title}</p>
      {children ? <div className="max-w-md text-muted">{children}</div> : null}
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  )
}

/** What went wrong, in the words of whoever knows, and a way to try again. */
/** What stays refused however often it is asked. */
const lasting = new Set(['not_found', 'forbidden'])

/** What went wrong, as a sentence; `onRetry` is offered where asking again may help. */
export function ErrorNotice({ error, onRetry, className }: { error: unknown; onRetry?: () => void; className?: string }) {
  return (
    <div role="alert" className={clsx('flex items-start gap-2 rounded-md border border-bad bg-bad-soft px-3 py-2 text-bad', className)}>
      <AlertTriangle aria-hidden="true" size={16} className="mt-0.5 shrink-0" />
      <p className="min-w-0 flex-1">{error instanceof Error ? error.message : 'Something went wrong.'}</p>
      {onRetry && !(error instanceof ApiError && lasting.has(error.code)) ? (
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      ) : null}
    </div>
  )
}

/** A place that will fill. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={clsx('animate-pulse rounded bg-sunken', className)} />
}

/** Work under way, said to those who do not see it too. */
export function Spinner({ label = 'Loading' }: { label?: string }) {
  return (
    <span role="status" className="inline-flex items-center gap-2 text-muted">
      <span aria-hidden="true" className="size-4 animate-spin rounded-full border-2 border-line border-t-accent" />
      {label}
    </span>
  )
}
