import { useId } from 'react'
import { formatNumber } from '#components/ui/format.ts'
import type { LaneView } from '#lib/review/lane/contract.ts'

const [width, height] = [320, 96]
const pad = { left: 34, right: 6, top: 6, bottom: 16 }

/** The bound after each answer, against the limit, from nothing known at the left to now at the right. */
export function BoundChart({ lane: { history, settings, toOpen } }: { lane: LaneView }) {
  const id = useId()
  const last = history.at(-1)
  // Bounds far above the limit say only that little is known.
  const top = Math.min(1, Math.max(settings.limit * 5, 1e-6))
  const most = Math.max(toOpen, last?.[0] ?? 0)
  const x = (answers: number): number => pad.left + (answers / most) * (width - pad.left - pad.right)
  const y = (share: number): number => pad.top + (1 - Math.min(share, top) / top) * (height - pad.top - pad.bottom)
  const path = [[0, 1] as const, ...history].map(([answers, bound], index) => `${index === 0 ? 'M' : 'L'}${x(answers).toFixed(1)},${y(bound).toFixed(1)}`).join('')
  return (
    <svg role="img" aria-labelledby={`${id}-title`} aria-describedby={`${id}-desc`} viewBox={`0 0 ${width} ${height}`} className="w-full max-w-xl" data-testid="bound">
      <title id={`${id}-title`}>Upper bound of the share that people refuse</title>
      <desc id={`${id}-desc`}>{last ? `${percent(last[1])} after ${formatNumber(last[0])} answers; the limit is ${percent(settings.limit)}` : `Nothing has been looked at; the limit is ${percent(settings.limit)}`}</desc>
      {[0, top / 2, top].map((share) => (
        <g key={share}>
          <line x1={pad.left} x2={width - pad.right} y1={y(share)} y2={y(share)} className="stroke-line" strokeWidth={1} />
          <text x={pad.left - 4} y={y(share) + 3} textAnchor="end" className="fill-muted" fontSize={9}>
            {percent(share)}
          </text>
        </g>
      ))}
      <line x1={pad.left} x2={width - pad.right} y1={y(settings.limit)} y2={y(settings.limit)} className="stroke-bad" strokeWidth={1} strokeDasharray="4 3" />
      <text x={width - pad.right} y={y(settings.limit) - 3} textAnchor="end" className="fill-bad" fontSize={9}>
        limit
      </text>
      <path d={path} fill="none" className="stroke-accent" strokeWidth={1.75} strokeLinejoin="round" />
      {[0, most].map((answers) => (
        <text key={answers} x={x(answers)} y={height - 4} textAnchor={answers === 0 ? 'start' : 'end'} className="fill-muted" fontSize={9}>
          {answers === 0 ? '0' : `${formatNumber(answers)} answers`}
        </text>
      ))}
    </svg>
  )
}

/** A share that may be small: 0.42% */
export function percent(share: number): string {
  const of100 = share * 100
  return `${of100 >= 10 || Number.isInteger(of100) ? Math.round(of100) : Number(of100.toPrecision(2))}%`
}
