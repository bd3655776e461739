import { endpointInput } from '#lib/endpoints/contract.ts'
import { db } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { newId } from '#lib/db/id.ts'

/** What the environment names. */
interface EnvironmentEndpoint {
  baseUrls: string[]
  model: string
  key: string | null
}

/** A number of our own, so that of two processes that start at once one makes the endpoint and the other finds it. */
const lockNumber = 7_746_237

/**
 * The endpoint of OPENAI_BASE_URL (several, separated by commas; OpenAI's own where there is a key only), OPENAI_API_KEY and PINCER_MODEL;
 * null where none is named; a sentence where what is named is not enough or wrong. Never with the key in it.
 */
export function readEnvironmentEndpoint(variables: Record<string, string | undefined> = process.env): EnvironmentEndpoint | string | null {
  const read = (name: string) => variables[name]?.trim() || null
  const [address, key, model] = [read('OPENAI_BASE_URL'), read('OPENAI_API_KEY'), read('PINCER_MODEL')]
  if (!address && !model) return null
  if (!model) return 'OPENAI_BASE_URL is set, but PINCER_MODEL is not: name the model as the server does, and start Pincer again.'
  if (!address && !key) return 'PINCER_MODEL is set, but neither OPENAI_BASE_URL nor OPENAI_API_KEY is: name the server, and start Pincer again.'
  const urls = (address ?? 'https://api.openai.com/v1').split(',').map((url) => url.trim()).filter((url) => url !== '')
  const parsed = endpointInput.safeParse({ name: 'Environment', baseUrls: urls, model, ...(key ? { key } : {}) })
  if (parsed.success) return { baseUrls: parsed.data.baseUrls, model: parsed.data.model, key }
  const variable: Record<string, string> = { baseUrls: 'OPENAI_BASE_URL', model: 'PINCER_MODEL', key: 'OPENAI_API_KEY' }
  return parsed.error.issues.map(({ path, message }) => `${variable[String(path[0])] ?? 'The environment'}: ${message}.`).join(' ')
}

/**
 * Makes the endpoint of the environment, or brings it up to date with it; its limits and prices are set on the screen and stay. An endpoint
 * whose environment is gone stays too, for the runs that used it. Answers what is wrong with the environment, or null.
 */
export async function syncEnvironmentEndpoint(): Promise<string | null> {
  const found = readEnvironmentEndpoint()
  if (found === null || typeof found === 'string') return found
  const { baseUrls, model } = found
  const current = await db().endpoint.findFirst({ where: { fromEnvironment: true }, orderBy: { id: 'asc' } })
  if (current && current.model === model && sameUrls(current.baseUrls, baseUrls)) return null
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockNumber}::bigint)`
    const existing = await tx.endpoint.findFirst({ where: { fromEnvironment: true }, orderBy: { id: 'asc' } })
    // What was learned of the server before is not true of another one.
    if (existing) return void (await tx.endpoint.update({ where: { id: existing.id }, data: { baseUrls, model, jsonSchema: null, lastTest: Prisma.DbNull } }))
    const id = newId()
    const taken = await tx.endpoint.findUnique({ where: { name: 'Environment' }, select: { id: true } })
    await tx.endpoint.create({ data: { id, name: taken ? `Environment ${id.slice(-6)}` : 'Environment', baseUrls, model, fromEnvironment: true } })
  })
  return null
}

/** The environment's key for these servers; null where it has none. Undefined where this process's environment names other servers, or none. */
export function environmentKeyFor(baseUrls: readonly string[]): string | null | undefined {
  const found = readEnvironmentEndpoint()
  return found !== null && typeof found !== 'string' && sameUrls(found.baseUrls, baseUrls) ? found.key : undefined
}

function sameUrls(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((url, index) => url === b[index])
}
