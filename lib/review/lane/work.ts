import { randomUUID } from 'node:crypto'
import { log } from '#lib/config/log.ts'
import { db } from '#lib/db/client.ts'
import { nextGate } from '#lib/review/lane/bound.ts'
import { laneActor, laneSettings, type LaneKey, type LaneSettings } from '#lib/review/lane/contract.ts'
import { takeUpAnswers } from '#lib/review/lane/answers.ts'
import { candidates } from '#lib/review/lane/candidates.ts'
import { decide } from '#lib/review/decide.ts'

interface Work {
  /** Asked for since it was last begun. */
  asked: boolean
  done: Promise<void>
}

const underWay = new Map<string, Work>()

/**
 * Brings a lane up to date, at once and without being waited for: takes up and weighs the answers, opens or closes it, draws audits, accepts the
 * others while it is open. Asked again while it works, however often, it looks once more when it has done; after a crash it goes on when it
 * is asked the next time.
 */
export function workLane(key: LaneKey): void {
  const name = `${key.datasetId} ${key.type} ${key.template}`
  const work = underWay.get(name)
  if (work) {
    work.asked = true
    return
  }
  const begun = { asked: true, done: Promise.resolve() }
  underWay.set(name, begun)
  begun.done = workWhileAsked(name, key, begun)
}

async function workWhileAsked(name: string, key: LaneKey, work: Work): Promise<void> {
  while (work.asked) {
    work.asked = false
    await bringUpToDate(key).catch((error: unknown) => log().error({ lane: name, err: error }, 'a lane was interrupted; it goes on when it is looked at'))
  }
  underWay.delete(name)
}

/** When this process works on no lane. */
export async function lanesAtRest(): Promise<void> {
  while (underWay.size > 0) await Promise.all([...underWay.values()].map(({ done }) => done))
}

async function bringUpToDate(key: LaneKey): Promise<void> {
  const gate = await weigh(key)
  if (gate === null) return
  if (gate.now === 'closed') {
    await letGo(key)
    await giveBack(key)
  }
  if (gate.now === 'open') await finishAccepting(key)
  for await (const chunk of candidates(key, gate.settings)) {
    const taken = chunk.filter(({ audit }) => audit || gate.now === 'open')
    const rows = taken.map(({ constraintId, audit }) => ({ ...key, constraintId, audit, decisionId: audit ? null : randomUUID() }))
    await db().laneItem.createMany({ data: rows, skipDuplicates: true })
    if (gate.now !== 'open') continue
    await finishAccepting(key)
    // Somebody may have refused one meanwhile.
    if ((await weigh(key))?.now !== 'open') return giveBack(key)
  }
}

/** Takes up the lane's answers and holds them against its limit; null where it is off. The row is locked, so that two answers at once are weighed one after the other. */
async function weigh(key: LaneKey): Promise<{ now: 'proving' | 'open' | 'closed'; settings: LaneSettings } | null> {
  await takeUpAnswers(key)
  return db().$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ lane: string; settings: unknown }[]>`
      SELECT lane, settings FROM "WordingTemplate"
      WHERE "datasetId" = ${key.datasetId}::uuid AND type = ${key.type} AND template = ${key.template} AND wording = 'approved' FOR UPDATE`
    if (row?.lane !== 'proving' && row?.lane !== 'open' && row?.lane !== 'closed') return null
    const settings = laneSettings.parse(row.settings)
    const [refused, kept] = await Promise.all([true, false].map((refusal) => tx.laneItem.count({ where: { ...key, refused: refusal } })))
    const now = nextGate(row.lane, refused ?? 0, kept ?? 0, settings)
    if (now !== row.lane) await tx.wordingTemplate.update({ where: { datasetId_type_template: key }, data: { lane: now } })
    return { now, settings }
  })
}

/** Accepts what was taken up for it and is undecided still, as after a crash. What somebody decided meanwhile is theirs. */
async function finishAccepting(key: LaneKey): Promise<void> {
  const open = await db().laneItem.findMany({
    where: { ...key, audit: false, undoId: null, decisionId: { not: null }, constraint: { status: 'pending' } },
    include: { constraint: { select: { version: true } } },
  })
  for (const { constraintId, decisionId, constraint } of open) {
    if (decisionId === null) continue
    const [result] = await decide(laneActor, [{ id: decisionId, constraintId, kind: 'accept', seenVersion: constraint.version }])
    // Decided before, and undone since by a person: theirs.
    const stands = result?.outcome === 'applied' && result.constraint.status === 'accepted'
    if (!stands) await db().laneItem.update({ where: { constraintId }, data: { decisionId: null } })
  }
}

/** Once a lane has closed: what was taken up and never accepted, as after a crash, is left to people. */
async function letGo(key: LaneKey): Promise<void> {
  await db().laneItem.updateMany({ where: { ...key, audit: false, undoId: null, decisionId: { not: null }, constraint: { status: 'pending' } }, data: { decisionId: null } })
}

/** Once a lane has closed: its last acceptances that stand go back to people. Done once for each, so that a second look changes nothing. */
async function giveBack(key: LaneKey): Promise<void> {
  const row = await db().wordingTemplate.findUnique({ where: { datasetId_type_template: key } })
  const { takeBack } = laneSettings.parse(row?.settings ?? {})
  const last = await db().laneItem.findMany({
    where: { ...key, audit: false, decisionId: { not: null } },
    orderBy: [{ at: 'desc' }, { constraintId: 'desc' }],
    take: takeBack,
    include: { constraint: { select: { version: true } } },
  })
  for (const { constraintId, decisionId, undoId, constraint } of last) {
    if (decisionId === null || undoId !== null) continue
    const id = randomUUID()
    const [result] = await decide(laneActor, [{ id, constraintId, kind: 'undo', undoesId: decisionId, seenVersion: constraint.version }])
    if (result?.outcome === 'applied') await db().laneItem.update({ where: { constraintId }, data: { undoId: id } })
  }
}
