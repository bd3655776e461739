'use client'

import { clsx } from 'clsx'

interface TabsProps<T extends string> {
  value: T
  onValueChange: (value: T) => void
  items: readonly { value: T; label: string }[]
  label: string
  className?: string
}

/** A choice of one among a few, shown as adjoining buttons; on paper only what is chosen. */
export function Tabs<T extends string>({ value, onValueChange, items, label, className }: TabsProps<T>) {
  return (
    <fieldset className={clsx('inline-flex max-w-full flex-wrap rounded-md border border-line bg-sunken p-0.5', className)}>
      <legend className="sr-only">{label}</legend>
      {items.map((item) => (
        <button
          key={item.value}
          type="button"
          aria-pressed={item.value === value}
          onClick={() => onValueChange(item.value)}
          className={clsx('h-6 shrink-0 rounded px-2 text-[13px] whitespace-nowrap', item.value === value ? 'bg-panel font-medium text-ink shadow-sm' : 'text-muted hover:text-ink print:hidden')}
        >
          {item.label}
        </button>
      ))}
    </fieldset>
  )
}
