import { useId } from 'react'
import { formatNumber } from '#components/ui/format.ts'

export interface Segment {
  label: string
  value: number
  /** Class of the fill. */
  fill: string
}

/** How a whole divides, as one bar. What it shows is also its description, and stands in numbers beside it. */
export function StackedBar({ title, segments }: { title: string; segments: Segment[] }) {
  const id = useId()
  const total = segments.reduce((sum, segment) => sum + segment.value, 0)
  const shown = segments.filter((segment) => segment.value > 0)
  const starts = shown.map((_, index) => shown.slice(0, index).reduce((sum, segment) => sum + segment.value, 0))
  return (
    <svg
      role="img"
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
        // A hair of space between neighbours, so that they stay apart without their colours.
        return <rect key={segment.label} x={x} width={Math.max(0.6, width - (shown.length > 1 ? 0.8 : 0))} height={10} className={segment.fill} />
      })}
    </svg>
  )
}
