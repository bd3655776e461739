const whole = new Intl.NumberFormat('en')

/** 12,345 */
export function formatNumber(value: number): string {
  return whole.format(value)
}

/** 1,234 pairs; 1 pair. `unit`: what is counted, in the plural, and what else is said of it. */
export function formatCount(value: number, unit: string): string {
  return `${formatNumber(value)} ${value === 1 ? unit.replace(/^(cluster|constraint|decision|pair|response|second)s\b/, '$1') : unit}`
}

/** 14.2 MB; powers of 1000, as disks are sold. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? ''}`
}

/** 1 h 5 min, 3 min 20 s, 4.2 s, 320 ms */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  const seconds = Math.round(ms / 1000)
  if (seconds < 10) return `${(ms / 1000).toFixed(1)} s`
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
}

/** 21 Nov 2026, 14:05, in the reader's time zone. */
export function formatDate(iso: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso))
}

/** 3 minutes ago */
export function formatRelative(iso: string, now: number = Date.now()): string {
  const seconds = Math.round((new Date(iso).getTime() - now) / 1000)
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  for (const [unit, size] of [['day', 86_400], ['hour', 3600], ['minute', 60]] as const) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit)
  }
  return 'just now'
}

/** 42% ; a dash when there is nothing to divide by. */
export function formatPercent(ratio: number): string {
  return Number.isFinite(ratio) ? `${Math.round(ratio * 100)}%` : '–'
}

/** 42%; what is there but rounds to nothing is not called nothing: <1%. */
export function formatShare(ratio: number): string {
  return ratio > 0 && ratio < 0.005 ? '<1%' : formatPercent(ratio)
}

/** A label inside a sentence: its first letter small, unless it begins with an abbreviation. */
export function withinSentence(label: string): string {
  return /^\p{Lu}(?!\p{Lu})/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
}
