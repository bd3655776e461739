import { z } from 'zod'
import type { Prisma } from '#lib/db/generated/client.ts'
import { checkText } from '#lib/review/check-text.ts'
import type { ConstraintView, MissedCheck } from '#lib/review/contract.ts'
import { standingDecision } from '#lib/review/undo-history.ts'

type CheckRow = Prisma.ReviewCheckGetPayload<object>

export const checkActs = z.array(
  z.object({
    id: z.string(),
    kind: z.enum(['accept', 'edit', 'reject', 'skip', 'flag', 'undo']),
    undoesId: z.string().nullable(),
    reason: z.string().nullable(),
    at: z.string(),
    before: z.object({ status: z.enum(['pending', 'accepted', 'rejected', 'flagged', 'skipped', 'disputed', 'superseded']), edited: z.string().nullable() }),
  }),
)

const found = z.object({ detail: z.string().nullable(), evidence: z.array(z.object({ start: z.number(), end: z.number(), role: z.enum(['support', 'violation']) })) })
const mostQuotes = 3
const longestQuote = 120

/** A check as its reviewer sees it: like a constraint that no program has looked at, at the place that it was given. Only text of their own is checked before their eyes. */
export function toCheckView(row: CheckRow, { response }: { response: string }, reviewer: string): ConstraintView {
  const acts = checkActs.parse(row.acts)
  const standing = standingDecision(acts)
  const checked = row.edited === null ? { checker: null, outcome: null, measured: null, detail: null, evidence: [], metBy: null, rule: null } : checkText(row.edited, response)
  return {
    id: row.id,
    pairId: row.pairId,
    type: row.type,
    rawType: null,
    text: row.edited ?? row.text,
    origin: row.origin,
    checker: checked.checker,
    status: row.status,
    outcome: checked.outcome,
    measured: checked.measured,
    detail: checked.detail,
    evidence: checked.evidence,
    metBy: checked.metBy,
    rule: checked.rule,
    judge: null,
    generationId: null,
    version: row.version,
    people: null,
    adjudicating: false,
    decision: standing && {
      id: standing.id,
      kind: standing.kind,
      reviewer,
      mine: true,
      reason: standing.reason,
      previousText: standing.kind === 'edit' ? (standing.before.edited ?? row.text) : null,
      at: standing.at,
    },
  }
}

/** What the reviewer is told after a wrong answer; null after a right one, and after one that says nothing of it. */
export function missed(row: Pick<CheckRow, 'text' | 'holds' | 'answer' | 'found'>, response: string): MissedCheck | null {
  const wrong = row.holds ? row.answer === 'reject' : row.answer === 'accept'
  if (!wrong) return null
  const { detail, evidence } = found.parse(row.found)
  const quotes = evidence.slice(0, mostQuotes).map(({ start, end }) => response.slice(start, Math.min(end, start + longestQuote)).trim())
  return { text: row.text, holds: row.holds, detail, quotes: quotes.filter((quote) => quote !== '') }
}
