'use client'

import { GitCompareArrows } from 'lucide-react'
import type { Conflict } from '#components/review/decision-store.ts'
import { Button } from '#components/ui/button.tsx'
import { StatusBadge } from '#components/ui/badge.tsx'

const wishes = { accept: 'Accept', reject: 'Reject', skip: 'Skip', flag: 'Flag', edit: 'Edit', undo: 'Undo' } as const

interface ConflictNoticeProps {
  conflict: Conflict
  onUseTheirs: () => void
  onDecideAgain: () => void
}

/** Two people decided one constraint: both sides, and the choice between them. */
export function ConflictNotice({ conflict, onUseTheirs, onDecideAgain }: ConflictNoticeProps) {
  const { mine, theirs, message } = conflict
  return (
    <div role="group" aria-label="Conflict" className="mt-2 flex flex-col gap-2 rounded-md border border-warn bg-warn-soft p-2 text-[13px]" data-testid="conflict">
      <p className="flex items-start gap-1.5 font-medium text-warn">
        <GitCompareArrows size={15} aria-hidden="true" className="mt-0.5 shrink-0" />
        {message} Nothing of yours is lost.
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        <dt className="text-muted">Theirs</dt>
        <dd>
          <StatusBadge status={theirs.status} /> <span dir="auto">{theirs.text}</span>
        </dd>
        <dt className="text-muted">Yours</dt>
        <dd>
          <span className="font-medium">{wishes[mine.kind]}</span> {mine.text ? <span dir="auto">{mine.text}</span> : null}
          {mine.reason ? <span className="text-muted"> ({mine.reason})</span> : null}
        </dd>
      </dl>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={onUseTheirs}>
          Use theirs
        </Button>
        <Button size="sm" onClick={onDecideAgain}>
          Decide again with mine
        </Button>
      </div>
    </div>
  )
}
