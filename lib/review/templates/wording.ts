import { audit } from '#lib/auth/audit.ts'
import type { Actor } from '#lib/auth/contract.ts'
import { wordingOf } from '#lib/constraints/wordings/slots.ts'
import { db } from '#lib/db/client.ts'
import { notFound } from '#lib/http/errors.ts'
import type { z } from 'zod'
import type { TemplateRef, wordingInput } from '#lib/review/templates/contract.ts'

/** The text of a wording of this dataset, with its slots. Throws AppError('not_found'). */
export async function requireTemplate(datasetId: string, { type, template }: TemplateRef): Promise<string> {
  const one = await db().constraint.findFirst({ where: { datasetId, type, template }, select: { text: true } })
  if (!one) throw notFound('wording')
  return wordingOf(one.text).template
}

/** Says what is thought of a wording; constraints are decided apart from it. Throws AppError('not_found'). */
export async function sayOfWording(actor: Actor, datasetId: string, { type, template, wording }: z.infer<typeof wordingInput>): Promise<void> {
  const text = await requireTemplate(datasetId, { type, template })
  const said = { wording, decidedById: actor.id, decidedAt: new Date() }
  await db().$transaction(async (tx) => {
    await tx.wordingTemplate.upsert({
      where: { datasetId_type_template: { datasetId, type, template } },
      create: { datasetId, type, template, text, ...said },
      update: said,
    })
    await audit(tx, actor, { action: 'wording.say', targetType: 'dataset', targetId: datasetId, after: { type, text, wording } })
  })
}
