import type { ReactNode } from 'react'
import type { EvidenceRole } from '#components/review/evidence.ts'

/** A stretch of the response that proves a constraint, or breaks it. Colour and underline differ. */
export function EvidenceMark({ role, children }: { role: EvidenceRole; children: ReactNode }) {
  return <mark data-evidence={role}>{children}</mark>
}
