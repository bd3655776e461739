import type { ReactNode } from 'react'
import type { MarkRole } from '#components/review/evidence.ts'

interface MarkProps {
  role: MarkRole
  label?: string | undefined
  children: ReactNode
}

/** A stretch of the response that proves a constraint, or breaks it, or is counted by it. Colour and underline differ. */
export function EvidenceMark({ role, label, children }: MarkProps) {
  return (
    <mark data-evidence={role} data-label={label}>
      {children}
    </mark>
  )
}
