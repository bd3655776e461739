import { z } from 'zod'
import { findChecker } from '#lib/constraints/registry.ts'
import type { ExportConstraint } from '#lib/exports/formats/format.ts'

/** Part what is said of a constraint, and one constraint from the next, in a pair's line (migration `accepted_lines`): no text in JSON holds these control characters as they are. */
const partEnd = '\u0003'
export const constraintEnd = '\u0004'

/** One accepted constraint of a pair. */
export interface AcceptedConstraint {
  fingerprint: string
  type: string
  text: string
  status: 'accepted'
  checkerId: string | null
  kwargs: Record<string, unknown>
  /** The same checker with the same parameters as one object, by which what is known of it is remembered. */
  checker: { id: string; kwargs: Record<string, unknown> } | null
  /** What the checker as it is now has found of exactly this response; null where that was never kept. */
  found: 'pass' | 'fail' | 'unsure' | null
  /** What rows say of it, proven and on a person's word: objects by which what they are as JSON is remembered. Left out where it is of one pair alone. */
  stated?: { proven: ExportConstraint; judged: ExportConstraint }
}

/** Constraints that many pairs share, by what their line says. */
const shared = new Map<string, AcceptedConstraint>()
/** Few enough to stay within some megabytes. */
const mostShared = 20_000

const kwargsSchema = z.record(z.string(), z.unknown()).nullable()
const outcomeSchema = z.enum(['pass', 'fail', 'unsure'])

/** Reads one constraint: fingerprint, type, text, checker, parameters and the verdict that was kept, with its version. */
export function acceptedConstraint(cell: string): AcceptedConstraint {
  const before = shared.get(cell)
  if (before) return before
  // A slice would hold on to the whole line.
  const own = Buffer.from(cell).toString()
  const constraint = parsed(own)
  if (shared.size >= mostShared) shared.clear()
  shared.set(own, constraint)
  return constraint
}

function parsed(cells: string): AcceptedConstraint {
  const [fingerprint = '', type = '', text = '', checker = '', kwargs = '', kept = ''] = cells.split(partEnd)
  const checkerId = checker === '' ? null : String(JSON.parse(checker))
  const parameters = kwargsSchema.parse(kwargs === '' ? null : JSON.parse(kwargs)) ?? {}
  const [outcome, version] = kept.split(' ')
  const isOfNow = checkerId !== null && kept !== '' && findChecker(checkerId)?.version === Number(version)
  const said = { type: String(JSON.parse(type)), text: String(JSON.parse(text)), checker: checkerId === null ? null : { id: checkerId, kwargs: parameters } }
  return {
    fingerprint,
    ...said,
    status: 'accepted',
    checkerId,
    kwargs: parameters,
    found: isOfNow ? (outcomeSchema.safeParse(outcome).data ?? null) : null,
    stated: { proven: { ...said, proven: true }, judged: { ...said, proven: false } },
  }
}
