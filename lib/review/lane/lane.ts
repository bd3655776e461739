import { randomInt } from 'node:crypto'
import { audit } from '#lib/auth/audit.ts'
import type { Actor } from '#lib/auth/contract.ts'
import { requireManager } from '#lib/auth/managing.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { AppError } from '#lib/http/errors.ts'
import { answersToOpen, upperBound } from '#lib/review/lane/bound.ts'
import { laneActor, laneChoices, laneSettings, type LaneChoices, type LaneView } from '#lib/review/lane/contract.ts'
import { workLane } from '#lib/review/lane/work.ts'
import type { TemplateRef } from '#lib/review/templates/contract.ts'
import { laneStateOf } from '#lib/review/templates/list.ts'
import { requireTemplate } from '#lib/review/templates/wording.ts'

/** How a wording's lane stands; one that is on takes up what has come since. Throws AppError('not_found') for an unknown dataset. */
export async function laneView(datasetId: string, { type, template }: TemplateRef): Promise<LaneView> {
  await requireDataset(datasetId)
  const key = { datasetId, type, template }
  const row = await db().wordingTemplate.findUnique({ where: { datasetId_type_template: key } })
  const settings = laneChoices.parse(row?.settings ?? {})
  const state = laneStateOf(row?.lane)
  if (state !== 'off') workLane(key)
  const [accepted, returned, answers] = await Promise.all([
    db().laneItem.count({ where: { ...key, audit: false, decisionId: { not: null }, undoId: null } }),
    db().laneItem.count({ where: { ...key, undoId: { not: null } } }),
    db().laneItem.findMany({ where: { ...key, refused: { not: null } }, orderBy: [{ answeredAt: 'asc' }, { constraintId: 'asc' }], select: { refused: true } }),
  ])
  const history = boundsAlong(answers.map(({ refused }) => refused === true), settings)
  return {
    state,
    settings,
    obstacle: row?.wording === 'approved' ? null : 'Approve the wording first: a lane takes only wordings that somebody has approved.',
    accepted,
    returned,
    answered: answers.length,
    refused: answers.filter(({ refused }) => refused).length,
    bound: history.at(-1)?.[1] ?? 1,
    toOpen: answersToOpen(settings),
    history,
  }
}

const points = 120

/** The bound after at most so many of the answers, evenly from all, and after the last one. */
function boundsAlong(answers: readonly boolean[], { alpha }: LaneChoices): [number, number][] {
  const step = Math.max(1, Math.ceil(answers.length / points))
  let refused = 0
  return answers.flatMap((isRefused, index): [number, number][] => {
    if (isRefused) refused += 1
    const seen = index + 1
    return seen % step === 0 || seen === answers.length ? [[seen, upperBound(refused, seen - refused, alpha)]] : []
  })
}

/** Starts a wording's lane, or ends it; what it has accepted stays. Throws AppError('forbidden') for all but managers, 'not_found' for a wording that the dataset does not have, and 'conflict' for one that is not approved. */
export async function setLane(actor: Actor, datasetId: string, { type, template, on, settings }: TemplateRef & { on: boolean; settings?: LaneChoices | undefined }): Promise<LaneView> {
  requireManager(actor, 'let constraints skip people')
  const key = { datasetId, type, template }
  const where = { datasetId_type_template: key }
  await db().$transaction(async (tx) => {
    const row = await tx.wordingTemplate.findUnique({ where })
    if (!row) await requireTemplate(datasetId, { type, template })
    if (row?.wording !== 'approved') throw new AppError('conflict', 'Approve the wording first.')
    const { id, name, email, role } = laneActor
    await tx.user.upsert({ where: { id }, create: { id, name, email, role }, update: {} })
    const before = laneSettings.parse(row.settings)
    const after = { ...before, ...settings, seed: row.laneAt ? before.seed : randomInt(2 ** 48 - 1) }
    const lane = !on ? 'off' : row.lane === 'off' ? 'proving' : row.lane
    await tx.wordingTemplate.update({ where, data: { lane, settings: after, laneAt: row.laneAt ?? new Date() } })
    await audit(tx, actor, { action: 'lane.set', targetType: 'dataset', targetId: datasetId, after: { type, text: row.text, lane, ...laneChoices.parse(after) } })
  })
  return laneView(datasetId, { type, template })
}
