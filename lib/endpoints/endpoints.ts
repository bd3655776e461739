import type { z } from 'zod'
import { audit } from '#lib/auth/audit.ts'
import type { Actor } from '#lib/auth/contract.ts'
import { requireManager } from '#lib/auth/managing.ts'
import { db } from '#lib/db/client.ts'
import { Prisma, type Endpoint } from '#lib/db/generated/client.ts'
import { newId } from '#lib/db/id.ts'
import {
  endpointTest, type EndpointChange, type EndpointList, type EndpointSettings, type EndpointTest, type EndpointView, type endpointInput,
} from '#lib/endpoints/contract.ts'
import { environmentKeyFor, syncEnvironmentEndpoint } from '#lib/endpoints/environment-endpoint.ts'
import { openKey, sealKey } from '#lib/endpoints/key-vault.ts'
import { AppError, notFound } from '#lib/http/errors.ts'

/** All endpoints in order of name, that of the environment among them, brought up to date with it. */
export async function listEndpoints(): Promise<EndpointList> {
  const environmentProblem = await syncEnvironmentEndpoint()
  const rows = await db().endpoint.findMany({ orderBy: { name: 'asc' } })
  return { endpoints: rows.map(toView), environmentProblem }
}

/** What calls an endpoint, with its key. Throws AppError('not_found'), or ('conflict') with what to do where the key cannot be had. */
export async function endpointSettings(id: string): Promise<EndpointSettings> {
  const row = await findEndpoint(id)
  const { hasKey: _, lastTest: __, ...settings } = toView(row)
  return { ...settings, key: keyOf(row) }
}

/** Makes an endpoint. Throws AppError('forbidden' | 'conflict'). */
export async function createEndpoint(actor: Actor, input: z.output<typeof endpointInput>): Promise<EndpointView> {
  requireManager(actor, 'add endpoints')
  const { key, ...fields } = input
  const id = newId()
  return unlessNameTaken(input.name, () =>
    db().$transaction(async (tx) => {
      const row = await tx.endpoint.create({ data: { id, ...fields, encryptedKey: key ? sealKey(key, id) : null } })
      await audit(tx, actor, { action: 'endpoint.create', targetType: 'endpoint', targetId: id, after: recorded(row) })
      return toView(row)
    }),
  )
}

/**
 * Changes what is given and leaves the rest. A kept key never goes to a server that it was not entered for. Throws
 * AppError('forbidden' | 'not_found' | 'conflict' | 'invalid').
 */
export async function changeEndpoint(actor: Actor, id: string, { key, ...change }: EndpointChange): Promise<EndpointView> {
  requireManager(actor, 'change endpoints')
  const before = await findEndpoint(id)
  if (before.fromEnvironment) refuseEnvironmentFields({ key, ...change })
  if (key === undefined && before.encryptedKey !== null) refuseKeyForNewServers(before.baseUrls, change.baseUrls ?? [])
  const tellsOfAnother = (change.baseUrls && change.baseUrls.join() !== before.baseUrls.join()) || (change.model && change.model !== before.model) || key !== undefined
  const data = {
    ...change,
    ...(key === undefined ? {} : { encryptedKey: key ? sealKey(key, id) : null }),
    ...(tellsOfAnother ? { jsonSchema: null, lastTest: Prisma.DbNull } : {}),
  }
  return unlessNameTaken(change.name ?? before.name, () =>
    db().$transaction(async (tx) => {
      const row = await tx.endpoint.update({ where: { id }, data })
      const keyChange = key === undefined ? {} : { key: key ? 'replaced' : 'removed' }
      await audit(tx, actor, { action: 'endpoint.change', targetType: 'endpoint', targetId: id, before: recorded(before), after: { ...recorded(row), ...keyChange } })
      return toView(row)
    }),
  )
}

/**
 * Removes an endpoint and its key. What was asked through it stays, with prompts and answers. Throws AppError('forbidden' | 'not_found'),
 * and ('conflict') while a run that has not ended asks it or the environment names it.
 */
export async function removeEndpoint(actor: Actor, id: string): Promise<void> {
  requireManager(actor, 'remove endpoints')
  const before = await findEndpoint(id)
  if (before.fromEnvironment && environmentKeyFor(before.baseUrls) !== undefined) {
    throw new AppError('conflict', 'This endpoint comes from the environment. Unset OPENAI_BASE_URL and PINCER_MODEL, start Pincer again and remove it then.')
  }
  await db().$transaction(async (tx) => {
    const [open] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Run" WHERE status IN ('queued', 'running', 'paused') AND kind = 'generate' AND strpos(params::text, ${id}) > 0 LIMIT 1`
    if (open) throw new AppError('conflict', 'A run that has not ended asks this endpoint. Wait for its end or cancel it first.')
    await tx.endpoint.delete({ where: { id } })
    await audit(tx, actor, { action: 'endpoint.remove', targetType: 'endpoint', targetId: id, before: recorded(before) })
  })
}

/** Keeps what a test found. */
export async function keepTest(id: string, found: EndpointTest): Promise<EndpointView> {
  // Where no answer came, what an earlier test found out about JSON schemas still is the best guess.
  const jsonSchema = found.jsonSchema === null ? {} : { jsonSchema: found.jsonSchema }
  return toView(await db().endpoint.update({ where: { id }, data: { lastTest: found, ...jsonSchema } }))
}

async function findEndpoint(id: string): Promise<Endpoint> {
  const row = await db().endpoint.findUnique({ where: { id } })
  if (!row) throw notFound('endpoint')
  return row
}

function keyOf(row: Endpoint): string | null {
  if (!row.fromEnvironment) return row.encryptedKey === null ? null : openKey(row.encryptedKey, row.id)
  const key = environmentKeyFor(row.baseUrls)
  if (key !== undefined) return key
  throw new AppError('conflict', `The endpoint "${row.name}" comes from the environment, and OPENAI_BASE_URL and PINCER_MODEL of this process name another or none. Set them alike for the web server and every worker.`)
}

function toView(row: Endpoint): EndpointView {
  const { id, name, baseUrls, model, concurrency, requestsPerMinute, tokensPerMinute, timeoutSeconds, currency, jsonSchema, fromEnvironment } = row
  return {
    id, name, baseUrls, model, concurrency, requestsPerMinute, tokensPerMinute, timeoutSeconds, currency, jsonSchema, fromEnvironment,
    hasKey: fromEnvironment ? Boolean(environmentKeyFor(baseUrls)) : row.encryptedKey !== null,
    inputPrice: row.inputPrice?.toNumber() ?? null,
    outputPrice: row.outputPrice?.toNumber() ?? null,
    lastTest: endpointTest.safeParse(row.lastTest).data ?? null,
  }
}

/** What the record of who did what keeps of an endpoint: never the key, not even sealed. */
function recorded(row: Endpoint): Prisma.InputJsonObject {
  const { id: _, lastTest: __, jsonSchema: ___, ...kept } = toView(row)
  return kept
}

/** Whoever may change an endpoint must not get at its key by having it sent to a server of theirs. */
function refuseKeyForNewServers(known: readonly string[], wanted: readonly string[]): void {
  const origins = new Set(known.map((url) => new URL(url).origin))
  const added = wanted.find((url) => !origins.has(new URL(url).origin))
  if (!added) return
  const reason = `The kept key is not sent to another server by itself: enter the key for ${new URL(added).host}, or remove it.`
  throw new AppError('invalid', reason, [{ field: 'key', reason }])
}

function refuseEnvironmentFields(change: EndpointChange): void {
  const variables = { baseUrls: 'OPENAI_BASE_URL', model: 'PINCER_MODEL', key: 'OPENAI_API_KEY' } as const
  const refused = (['baseUrls', 'model', 'key'] as const).find((field) => change[field] !== undefined)
  if (refused) throw new AppError('invalid', `This comes from the environment: change ${variables[refused]} there and start Pincer again.`, [{ field: refused, reason: `comes from ${variables[refused]}` }])
}

async function unlessNameTaken<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      const reason = `There is an endpoint "${name}" already.`
      throw new AppError('conflict', reason, [{ field: 'name', reason }])
    }
    throw error
  }
}
