'use client'

import { clsx } from 'clsx'
import { CloudOff, CloudUpload, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { ariaKeys, keymap, keysOf, type Command } from '#components/review/keymap.ts'
import { useKeymap } from '#components/review/use-keymap.ts'
import type { Notice } from '#components/review/use-pair-commands.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { Kbd } from '#components/ui/kbd.tsx'
import { ProgressBar } from '#components/ui/progress.tsx'
import type { ReviewProgress } from '#lib/review/contract.ts'

interface BarProps {
  run: (command: Command) => void
  progress: ReviewProgress | null
  unsent: number
  trouble: string | null
  /** Whether this browser keeps what is unsent. */
  keeps: boolean
  /** How many keys wait for the next pair. */
  waiting: number
  onRetry: () => void
  /** Commands that mean nothing just now. */
  idle: ReadonlySet<Command>
  /** How many constraints Enter would accept. */
  proven: number
  allDecided: boolean
  /** What happened last. */
  notice: Notice | null
}

/** What can be done with the current constraint, always in sight, with the key of each act and how far the dataset is. */
export function DecisionBar({ run, progress, unsent, trouble, keeps, waiting, onRetry, idle, proven, allDecided, notice }: BarProps) {
  const bindings = useKeymap()
  const button = (command: Command, label: ReactNode, variant: 'primary' | 'secondary' | 'ghost' = 'secondary') => (
    <Button
      size="sm"
      className="short:!px-1.5"
      variant={variant}
      disabled={idle.has(command)}
      title={keymap.find((binding) => binding.command === command)?.label}
      aria-keyshortcuts={ariaKeys(command, bindings)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => run(command)}
    >
      {label}
      <FirstKey>{keysOf(command, bindings)[0]}</FirstKey>
    </Button>
  )
  return (
    <div className="border-t border-line bg-panel" data-testid="decision-bar">
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 px-3 pt-1.5 short:min-h-0 short:pt-0.5">
        <p data-testid="notice" className={clsx('min-w-0 flex-1 text-[13px]', notice?.tone === 'warn' ? 'font-medium text-warn' : 'text-muted')}>
          {notice?.tone === 'warn' ? <TriangleAlert size={14} aria-hidden="true" className="mr-1.5 inline align-[-2px]" /> : null}
          {notice?.text}
        </p>
        {waiting > 0 ? (
          <span data-testid="waiting-keys" className="text-xs text-muted">
            {waiting} {waiting === 1 ? 'key waits' : 'keys wait'} for the next pair
          </span>
        ) : null}
        {keeps ? null : (
          <p role="status" data-testid="not-kept" className="text-[13px] font-medium text-warn">
            This browser keeps nothing (its storage is full or forbidden): stay on this page until all is sent.
          </p>
        )}
        <Unsent unsent={unsent} trouble={trouble} onRetry={onRetry} />
        {progress ? <Progress progress={progress} /> : null}
      </div>
      <div role="toolbar" aria-label="Decide" className="flex flex-wrap items-center gap-1.5 px-3 pb-2 pt-1 short:gap-0.5 short:py-0.5">
        {button('accept', 'Accept')}
        {button('reject', 'Reject')}
        {button('edit', 'Edit')}
        {button('skip', 'Skip')}
        {button('flag', 'Flag')}
        <span aria-hidden="true" className="mx-1 h-5 w-px bg-line max-sm:hidden short:hidden" />
        {button('accept-rest', proven > 0 ? `Accept ${proven} proven` : allDecided ? 'Next pair' : 'Accept proven', 'primary')}
        <span aria-hidden="true" className="mx-1 h-5 w-px bg-line max-sm:hidden short:hidden" />
        {button('undo', 'Undo', 'ghost')}
        {button('redo', 'Redo', 'ghost')}
        <div className="ml-auto flex gap-1.5 short:gap-0.5">
          {button('previous-pair', 'Previous', 'ghost')}
          {button('next-pair', 'Next', 'ghost')}
        </div>
      </div>
    </div>
  )
}

/** Nothing for a command whose key was given to another. */
function FirstKey({ children }: { children: string | undefined }) {
  return children === undefined ? null : <Kbd className="max-sm:hidden short:hidden">{children}</Kbd>
}

function Unsent({ unsent, trouble, onRetry }: Pick<BarProps, 'unsent' | 'trouble' | 'onRetry'>) {
  if (unsent === 0) return null
  return (
    <>
      <span data-testid="unsent" title={trouble ?? undefined}>
        <Badge tone={trouble ? 'warn' : 'neutral'}>
          {trouble ? <CloudOff size={12} aria-hidden="true" /> : <CloudUpload size={12} aria-hidden="true" />}
          {unsent} unsent
        </Badge>
      </span>
      {trouble ? (
        <Button size="sm" onClick={onRetry}>
          Send now
        </Button>
      ) : null}
    </>
  )
}

function Progress({ progress }: { progress: ReviewProgress }) {
  const { constraints, pairs } = progress
  return (
    <div className="flex items-center gap-3 text-xs text-muted tabular-nums" data-testid="progress">
      <span>
        {formatNumber(constraints.decided)} / {formatNumber(constraints.total)} constraints
      </span>
      <span>
        {formatNumber(pairs.reviewed)} / {formatNumber(pairs.total)} pairs
      </span>
      <ProgressBar value={constraints.total === 0 ? null : constraints.decided / constraints.total} label="Constraints decided" className="!w-28" />
    </div>
  )
}
