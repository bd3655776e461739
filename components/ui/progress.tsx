import { clsx } from 'clsx'

/** How far something is, from 0 to 1; null while that is not known. */
export function ProgressBar({ value, label, className }: { value: number | null; label: string; className?: string }) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { 'aria-valuenow': percent })}
      className={clsx('h-1.5 w-full overflow-hidden rounded-full bg-sunken ring-1 ring-line', className)}
    >
      <div
        className={clsx('h-full rounded-full bg-accent transition-[width]', percent === null && 'w-1/3 animate-pulse')}
        style={percent === null ? {} : { width: `${percent}%` }}
      />
    </div>
  )
}
