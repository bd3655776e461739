import { useId } from 'react'
import type { Mark } from '#components/stats/figures/use-marks.ts'
import { formatNumber } from '#components/ui/format.ts'

export interface Segment {
  label: string
  value: number
  /** Class of the fill. */
  fill: string
  /** Where the rows behind it are. */
  href?: string | undefined
}

interface StackedBarProps {
  title: string
  segments: readonly Segment[]
  /** Makes its segments marks of a chart, the first of them the `from`-th: each says what it is when it is pointed at or has the focus. */
  marks?: { mark: Mark; from: number }
}

/** The segments of a bar that are drawn. */
export function shownSegments(segments: readonly Segment[]): Segment[] {
  return segments.filter(({ value }) => value > 0)
}

/** How a whole divides, as one bar. What it shows is also its description, and stands in numbers beside it. */
export function StackedBar({ title, segments, marks }: StackedBarProps) {
  const id = useId()
  const total = segments.reduce((sum, segment) => sum + segment.value, 0)
  const shown = shownSegments(segments)
  const starts = shown.map((_, index) => shown.slice(0, index).reduce((sum, segment) => sum + segment.value, 0))
  return (
    <svg
      role={marks && shown.length > 0 ? 'group' : 'img'}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-desc`}
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      className="h-2.5 w-full min-w-20"
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{shown.length === 0 ? 'None' : shown.map((segment) => `${segment.label} ${formatNumber(segment.value)}`).join(', ')}</desc>
      <rect width={100} height={10} className="fill-sunken" />
      {shown.map((segment, index) => {
        const width = (segment.value / total) * 100
        const x = ((starts[index] ?? 0) / total) * 100
        const said = `${title}: ${formatNumber(segment.value)} ${segment.label.toLowerCase()}`
        // A hair of space between neighbours, so that they stay apart without their colours.
        const box = { x, width: Math.max(0.6, width - (shown.length > 1 ? 0.8 : 0)), height: 10, className: segment.fill }
        if (!marks) return <rect key={segment.label} {...box} />
        const mark = { 'aria-label': said, 'data-tip': said, ...marks.mark(marks.from + index) }
        if (segment.href === undefined) return <rect key={segment.label} {...box} role="img" {...mark} />
        return <a key={segment.label} href={segment.href} {...mark}><rect {...box} /></a>
      })}
    </svg>
  )
}
