import { clsx } from 'clsx'
import { Check, CircleHelp, Clock, Flag, Minus, Pencil, Replace, Scale, SkipForward, Split, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { VerdictOutcome } from '#lib/constraints/verdict.ts'
import type { ConstraintStatus, PairStatus } from '#lib/review/contract.ts'
import type { RunStatus } from '#lib/runs/contract.ts'

type Tone = 'neutral' | 'good' | 'bad' | 'warn' | 'info'

const tones: Record<Tone, string> = {
  neutral: 'bg-sunken text-muted',
  good: 'bg-good-soft text-good',
  bad: 'bg-bad-soft text-bad',
  warn: 'bg-warn-soft text-warn',
  info: 'bg-info-soft text-info',
}

/** A short label; its meaning never hangs on the colour alone. */
export function Badge({ tone = 'neutral', className, children }: { tone?: Tone; className?: string; children: ReactNode }) {
  return (
    <span className={clsx('inline-flex items-center gap-1 whitespace-nowrap rounded px-1.5 py-px text-xs font-medium', tones[tone], className)}>{children}</span>
  )
}

const size = { size: 12, strokeWidth: 2.5, 'aria-hidden': true } as const

const verdicts: Record<VerdictOutcome | 'none', { tone: Tone; word: string; icon: ReactNode }> = {
  pass: { tone: 'good', word: 'Proven', icon: <Check {...size} /> },
  fail: { tone: 'bad', word: 'Refuted', icon: <X {...size} /> },
  unsure: { tone: 'warn', word: 'Unsure', icon: <CircleHelp {...size} /> },
  error: { tone: 'warn', word: 'Check failed', icon: <TriangleAlert {...size} /> },
  none: { tone: 'neutral', word: 'Your call', icon: <Minus {...size} /> },
}

/** A model's opinion: never in the colours or the words of proof. */
const judgements: Record<VerdictOutcome, { tone: Tone; word: string; icon: ReactNode }> = {
  pass: { tone: 'info', word: 'Judge: holds', icon: <Scale {...size} /> },
  fail: { tone: 'warn', word: 'Judge: does not hold', icon: <Scale {...size} /> },
  unsure: { tone: 'neutral', word: 'Judge: unsure', icon: <Scale {...size} /> },
  error: { tone: 'neutral', word: 'Judge: no answer', icon: <Scale {...size} /> },
}

/** What a program says of a constraint, or a judge where no program can tell; "Your call" where nobody has. */
export function VerdictBadge({ outcome, judged = false, className }: { outcome: VerdictOutcome | null; judged?: boolean; className?: string }) {
  const { tone, word, icon } = judged && outcome !== null ? judgements[outcome] : verdicts[outcome ?? 'none']
  return (
    <Badge tone={tone} className={className ?? ''}>
      {icon}
      {word}
    </Badge>
  )
}

const statuses: Record<ConstraintStatus, { tone: Tone; word: string; icon: ReactNode }> = {
  pending: { tone: 'neutral', word: 'Undecided', icon: <Clock {...size} /> },
  accepted: { tone: 'good', word: 'Accepted', icon: <Check {...size} /> },
  rejected: { tone: 'bad', word: 'Rejected', icon: <X {...size} /> },
  flagged: { tone: 'warn', word: 'Flagged', icon: <Flag {...size} /> },
  skipped: { tone: 'neutral', word: 'Skipped', icon: <SkipForward {...size} /> },
  disputed: { tone: 'warn', word: 'Disputed', icon: <Split {...size} /> },
  superseded: { tone: 'neutral', word: 'Superseded', icon: <Replace {...size} /> },
}

/** What people decided about a constraint. */
export function StatusBadge({ status, className }: { status: ConstraintStatus; className?: string }) {
  const { tone, word, icon } = statuses[status]
  return (
    <Badge tone={tone} className={className ?? ''}>
      {icon}
      {word}
    </Badge>
  )
}

const pairStatuses: Record<PairStatus, { tone: Tone; word: string; icon: ReactNode }> = {
  pending: { tone: 'neutral', word: 'To review', icon: <Clock {...size} /> },
  in_review: { tone: 'info', word: 'In review', icon: <Pencil {...size} /> },
  reviewed: { tone: 'good', word: 'Reviewed', icon: <Check {...size} /> },
}

export function PairStatusBadge({ status }: { status: PairStatus }) {
  const { tone, word, icon } = pairStatuses[status]
  return (
    <Badge tone={tone}>
      {icon}
      {word}
    </Badge>
  )
}

const runStatuses: Record<RunStatus, { tone: Tone; word: string }> = {
  queued: { tone: 'neutral', word: 'Queued' },
  running: { tone: 'info', word: 'Running' },
  paused: { tone: 'warn', word: 'Paused' },
  cancelled: { tone: 'neutral', word: 'Cancelled' },
  done: { tone: 'good', word: 'Done' },
  partial: { tone: 'warn', word: 'Done, with problems' },
  failed: { tone: 'bad', word: 'Failed' },
}

export function RunStatusBadge({ status }: { status: RunStatus }) {
  const { tone, word } = runStatuses[status]
  return <Badge tone={tone}>{word}</Badge>
}
