import type { Actor } from '#lib/auth/contract.ts'
import { fillWording, slotsNamed, wordingOf } from '#lib/constraints/wordings/slots.ts'
import { db } from '#lib/db/client.ts'
import { AppError } from '#lib/http/errors.ts'
import { batchView, fixBatch } from '#lib/review/bulk.ts'
import type { BatchView } from '#lib/review/bulk-contract.ts'
import { isDrawnAsDecoy, sightOf } from '#lib/review/checks/decoys.ts'
import { checkText } from '#lib/review/check-text.ts'
import { editLimit, type EditedExample, type WordingEdit, type WordingEditPreview } from '#lib/review/templates/contract.ts'
import { requireTemplate } from '#lib/review/templates/wording.ts'

interface Reworded extends EditedExample {
  version: number
  holds: boolean
}

/**
 * What the undecided constraints of a wording become with another one, each checked against its response. Left out are those that do not hold
 * with the new text, and those that a program has checked, to who asks, and could check no longer. Throws AppError('invalid') where the wording names slots that there
 * are not, and 'not_found'.
 */
export async function previewWordingEdit(reader: Actor, datasetId: string, edit: WordingEdit): Promise<WordingEditPreview> {
  const { rows, beyond } = await reword(reader, datasetId, edit)
  const [holding, others] = [rows.filter(({ holds }) => holds), rows.filter(({ holds }) => !holds)]
  return { count: holding.length, sample: spread(holding, 12).map(shown), leftOut: others.slice(0, 100).map(shown), leftOutCount: others.length, beyond }
}

/** Gives the constraints of a wording another one, as one batch. Throws AppError('conflict') where that are not as many as were looked at. */
export async function startWordingEdit(actor: Actor, datasetId: string, { expected, ...edit }: WordingEdit & { expected: number }): Promise<BatchView> {
  const rows = (await reword(actor, datasetId, edit)).rows.filter(({ holds }) => holds)
  if (rows.length !== expected) {
    throw new AppError('conflict', `There are ${rows.length.toLocaleString('en')} such constraints now and not ${expected.toLocaleString('en')}: look at them again.`)
  }
  const { type, template, to } = edit
  const asked = { filter: {}, type, template, which: 'undecided', kind: 'edit', to } as const
  const id = await fixBatch(actor, { datasetId, asked, total: rows.length }, async (tx, batchId) => {
    await tx.decisionBatchItem.createMany({
      data: rows.map(({ constraintId, version, after }) => ({ batchId, constraintId, seenVersion: version, text: after, decisionId: crypto.randomUUID(), undoId: crypto.randomUUID() })),
    })
  })
  return batchView(actor, id)
}

async function reword(reader: Actor, datasetId: string, { type, template, to }: WordingEdit): Promise<{ rows: Reworded[]; beyond: number }> {
  const from = await requireTemplate(datasetId, { type, template })
  const unknown = slotsNamed(to).filter((slot) => !slotsNamed(from).includes(slot))
  if (unknown.length > 0) throw new AppError('invalid', `The wording has no {${unknown[0]}}: it has ${slotsNamed(from).map((slot) => `{${slot}}`).join(', ') || 'nothing to fill in'}.`)
  if (to === from) throw new AppError('invalid', 'This is the wording as it is.')
  const where = { datasetId, type, template, status: 'pending' } as const
  const ids = await db().constraint.findMany({ where, orderBy: { id: 'asc' }, take: editLimit, select: { id: true } })
  const rows: Reworded[] = []
  const sight = await sightOf(reader, datasetId)
  // Responses may be long: a few at a time.
  for (let at = 0; at < ids.length; at += 200) {
    const found = await db().constraint.findMany({
      where: { ...where, id: { in: ids.slice(at, at + 200).map(({ id }) => id) } },
      orderBy: { id: 'asc' },
      select: { id: true, pairId: true, text: true, version: true, outcome: true, outcomeBy: true, pair: { select: { response: true } } },
    })
    rows.push(...found.map((row): Reworded => {
      const after = fillWording(to, wordingOf(row.text).slots)
      const { outcome, detail } = checkText(after, row.pair.response)
      // To whom a verdict is hidden, the constraint is one that no program has looked at.
      const hidden = row.outcome === 'pass' && isDrawnAsDecoy(row.id, sight)
      const wasChecked = row.outcome !== null && row.outcomeBy !== 'llm' && !hidden
      return { constraintId: row.id, pairId: row.pairId, before: row.text, after, outcome, detail, version: row.version, holds: outcome === 'pass' || (outcome === null && !wasChecked) }
    }))
  }
  return { rows, beyond: ids.length < editLimit ? 0 : (await db().constraint.count({ where })) - ids.length }
}

function shown({ constraintId, pairId, before, after, outcome, detail }: Reworded): EditedExample {
  return { constraintId, pairId, before, after, outcome, detail }
}

/** A number of items, evenly from all. */
function spread<T>(items: readonly T[], number: number): T[] {
  if (items.length <= number) return [...items]
  return Array.from({ length: number }, (_, at) => items[Math.floor((at * items.length) / number)]).filter((item) => item !== undefined)
}
