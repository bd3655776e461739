import { clsx } from 'clsx'
import { useId, type ComponentProps, type ReactNode } from 'react'

interface ControlIds {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

/** A label, its control, and what is wrong with it or helps with it, tied together for those who do not see them. */
export function Field(props: { label: string; error?: string | undefined; hint?: ReactNode; className?: string; children: (ids: ControlIds) => ReactNode }) {
  const { label, error, hint, className, children } = props
  const id = useId()
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined
  return (
    <div className={clsx('flex flex-col gap-1', className)}>
      <label htmlFor={id} className="text-[13px] font-medium text-muted">
        {label}
      </label>
      {children({ id, ...(described ? { 'aria-describedby': described } : {}), ...(error ? { 'aria-invalid': true } : {}) })}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-[13px] text-bad">
          {error}
        </p>
      ) : hint ? (
        <p id={`${id}-hint`} className="text-[13px] text-faint">
          {hint}
        </p>
      ) : null}
    </div>
  )
}

const control = 'rounded-md border border-line bg-panel px-2.5 text-ink placeholder:text-faint aria-invalid:border-bad disabled:opacity-60'

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={clsx(control, 'h-8 min-w-0', className)} />
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...rest} className={clsx(control, 'min-h-20 py-1.5', className)} />
}

export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return <select {...rest} className={clsx(control, 'h-8 pr-7', className)} />
}

/** The browser's own, whose button looks like the others. */
export function FileInput({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <input
      type="file"
      {...rest}
      className={clsx('max-w-full text-[13px] text-muted file:mr-3 file:h-8 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-line file:bg-panel file:px-2.5 file:text-ink hover:file:bg-sunken disabled:opacity-60', className)}
    />
  )
}

export function Checkbox({ label, className, ...rest }: { label: ReactNode } & Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <label className={clsx('flex items-start gap-2', className)}>
      <input type="checkbox" {...rest} className="mt-[0.25em] size-4 shrink-0 accent-[var(--accent)]" />
      <span>{label}</span>
    </label>
  )
}
