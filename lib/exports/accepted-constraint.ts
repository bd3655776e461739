import { z } from 'zod'
import { findChecker } from '#lib/constraints/registry.ts'

/** Parts what is said of a constraint, and one constraint from the next: no text in JSON holds these control characters as they are. */
export const partEnd = '\u0003'
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
}

/** Constraints that many pairs share, by what their line says behind the fingerprint. */
const shared = new Map<string, Omit<AcceptedConstraint, 'fingerprint'>>()
/** Few enough to stay within some megabytes. */
const mostShared = 20_000

const kwargsSchema = z.record(z.string(), z.unknown()).nullable()
const outcomeSchema = z.enum(['pass', 'fail', 'unsure'])

/** Reads one constraint: fingerprint, type, text, checker, parameters and the verdict that was kept, with its version. */
export function acceptedConstraint(cell: string): AcceptedConstraint {
  const end = cell.indexOf(partEnd)
  const fingerprint = cell.slice(0, end)
  const rest = cell.slice(end + 1)
  let constraint = shared.get(rest)
  if (!constraint) {
    constraint = parsed(rest)
    if (shared.size >= mostShared) shared.clear()
    // A slice would hold on to the whole bundle of lines.
    shared.set(Buffer.from(rest).toString(), constraint)
  }
  return { fingerprint, ...constraint }
}

function parsed(cells: string): Omit<AcceptedConstraint, 'fingerprint'> {
  const [type = '', text = '', checker = '', kwargs = '', kept = ''] = cells.split(partEnd)
  const checkerId = checker === '' ? null : String(JSON.parse(checker))
  const parameters = kwargsSchema.parse(kwargs === '' ? null : JSON.parse(kwargs)) ?? {}
  const [outcome, version] = kept.split(' ')
  const isOfNow = checkerId !== null && kept !== '' && findChecker(checkerId)?.version === Number(version)
  return {
    type: String(JSON.parse(type)),
    text: String(JSON.parse(text)),
    status: 'accepted',
    checkerId,
    kwargs: parameters,
    checker: checkerId === null ? null : { id: checkerId, kwargs: parameters },
    found: isOfNow ? (outcomeSchema.safeParse(outcome).data ?? null) : null,
  }
}
