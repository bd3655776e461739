import { createHash } from 'node:crypto'
import { z } from 'zod'
import { db, pool } from '#lib/db/client.ts'

/** Stands in a stored request for what many requests have in common: the SHA-256 of its JSON, by which "RequestPart" knows it. */
const reference = z.strictObject({ part: z.string().length(64) })

/** A request as it is stored, and what it refers to, as JSON by hash. */
export interface FoldedRequest {
  request: Record<string, unknown>
  parts: ReadonlyMap<string, string>
}

/**
 * Takes out of a request what others share with it, its system message and the schema of its answer: they are the prompt, nine tenths of a
 * request, and stored once.
 */
export function foldRequest(request: Record<string, unknown>): FoldedRequest {
  const parts = new Map<string, string>()
  const fold = (value: unknown) => {
    const json = JSON.stringify(value)
    const part = hashOf(json)
    parts.set(part, json)
    return { part }
  }
  const { messages, response_format: format } = request
  const folded = { ...request }
  if (Array.isArray(messages)) folded.messages = messages.map((message: unknown) => (isSystemMessage(message) ? { ...message, content: fold(message.content) } : message))
  if (typeof format === 'object' && format !== null) folded.response_format = fold(format)
  return { request: folded, parts }
}

/** A stored request as it was sent. What cannot be found again stays a reference. */
export async function unfoldRequest(request: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { messages, response_format: format } = request
  const listed: unknown[] = Array.isArray(messages) ? messages : []
  const places = [format, ...listed.map((message) => (isMessage(message) ? message.content : null))]
  const hashes = places.flatMap((place) => reference.safeParse(place).data?.part ?? [])
  if (hashes.length === 0) return request
  const rows = await db().requestPart.findMany({ where: { hash: { in: hashes } } })
  const values = new Map(rows.map(({ hash, value }) => [hash, value]))
  const whole = (place: unknown): unknown => values.get(reference.safeParse(place).data?.part ?? '') ?? place
  return {
    ...request,
    ...(format === undefined ? {} : { response_format: whole(format) }),
    ...(Array.isArray(messages) ? { messages: listed.map((message) => (isMessage(message) ? { ...message, content: whole(message.content) } : message)) } : {}),
  }
}

/** Writes parts that are not there yet. They are few, as prompts are, and stay. */
export async function keepParts(parts: ReadonlyMap<string, string>): Promise<void> {
  if (parts.size === 0) return
  await pool().query(`INSERT INTO "RequestPart" (hash, value) SELECT * FROM unnest($1::text[], $2::jsonb[]) ON CONFLICT DO NOTHING`, [[...parts.keys()], [...parts.values()]])
}

function isMessage(value: unknown): value is { role: unknown; content: unknown } {
  return typeof value === 'object' && value !== null && 'role' in value && 'content' in value
}

function isSystemMessage(value: unknown): value is { role: 'system'; content: string } {
  return isMessage(value) && value.role === 'system' && typeof value.content === 'string'
}

const mostHashes = 1000
const hashes = new Map<string, string>()

/** Prompts come again and again: their hash is remembered. */
function hashOf(json: string): string {
  const known = hashes.get(json)
  if (known) return known
  const hash = createHash('sha256').update(json).digest('hex')
  if (hashes.size >= mostHashes) hashes.clear()
  hashes.set(json, hash)
  return hash
}
