import { audit } from '#lib/auth/audit.ts'
import type { Actor } from '#lib/auth/contract.ts'
import { mayManage, requireManager } from '#lib/auth/managing.ts'
import { db } from '#lib/db/client.ts'
import { openKey, sealKey } from '#lib/endpoints/key-vault.ts'
import { hubTokenInput, type HubState } from '#lib/hub/contract.ts'
import { AppError } from '#lib/http/errors.ts'

/** The name under which the token is kept, and to which it is sealed. */
const service = 'hub'
const itself = 'https://huggingface.co'

/** The Hub's address without a slash at its end: HF_ENDPOINT, as the Hub's own tools read it. Throws AppError('invalid') where that is no address. */
export function hubServer(variables: Record<string, string | undefined> = process.env): string {
  const said = variables.HF_ENDPOINT?.trim()
  if (!said) return itself
  const url = URL.parse(said)
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') throw new AppError('invalid', 'HF_ENDPOINT is no http(s) address without a name and password in it: mend it and start Pincer again.')
  return said.replace(/\/+$/, '')
}

/** Where pushes go and whether there is a token for it. */
export async function hubState(actor: Pick<Actor, 'role'>): Promise<HubState> {
  const server = hubServer()
  const manages = mayManage(actor)
  try {
    if (environmentToken()) return { server, token: 'environment', problem: null, manages }
  } catch (error) {
    if (error instanceof AppError) return { server, token: 'environment', problem: error.message, manages }
    throw error
  }
  const kept = await db().outsideKey.findUnique({ where: { service } })
  if (!kept) return { server, token: null, problem: null, manages }
  try {
    open(kept, server)
    return { server, token: 'kept', problem: null, manages }
  } catch (error) {
    if (error instanceof AppError) return { server, token: 'kept', problem: error.message, manages }
    throw error
  }
}

/** The token to push with: HF_TOKEN's before the kept one. Throws AppError('conflict') where there is none, or what is kept cannot be used. */
export async function hubToken(): Promise<string> {
  const given = environmentToken()
  if (given) return given
  const kept = await db().outsideKey.findUnique({ where: { service } })
  if (kept) return open(kept, hubServer())
  throw new AppError('conflict', 'There is no token for the Hugging Face Hub. Enter one in Settings, Hugging Face Hub, or set HF_TOKEN and start Pincer again.')
}

/** Keeps a token, sealed as endpoints' keys are, for the Hub's present address alone. Throws AppError('forbidden'). */
export async function keepHubToken(actor: Actor, token: string): Promise<HubState> {
  requireManager(actor, 'change the token for the Hugging Face Hub')
  const data = { sealedKey: sealKey(token, service), server: hubServer() }
  await db().$transaction(async (tx) => {
    await tx.outsideKey.upsert({ where: { service }, create: { service, ...data }, update: data })
    await audit(tx, actor, { action: 'hub.token', targetType: 'hub', after: { token: 'replaced', server: data.server } })
  })
  return hubState(actor)
}

/** Forgets the kept token. Throws AppError('forbidden'). */
export async function removeHubToken(actor: Actor): Promise<HubState> {
  requireManager(actor, 'remove the token for the Hugging Face Hub')
  await db().$transaction(async (tx) => {
    const { count } = await tx.outsideKey.deleteMany({ where: { service } })
    if (count > 0) await audit(tx, actor, { action: 'hub.token', targetType: 'hub', after: { token: 'removed' } })
  })
  return hubState(actor)
}

/** Throws AppError('conflict') for what cannot be one: it must not go to a server that it was not made for. */
function environmentToken(): string | null {
  const token = process.env.HF_TOKEN?.trim() || null
  if (token !== null && !hubTokenInput.safeParse({ token }).success) throw new AppError('conflict', 'HF_TOKEN is no token of the Hub: those begin with hf_. Mend it and start Pincer again.')
  return token
}

/** A kept token goes to no server but the one it was entered for. */
function open(kept: { sealedKey: Uint8Array; server: string }, server: string): string {
  if (kept.server !== server) throw new AppError('conflict', `The kept token was entered for ${kept.server}, and HF_ENDPOINT names ${server} now. Enter the token for it in Settings, Hugging Face Hub.`)
  try {
    return openKey(kept.sealedKey, service)
  } catch {
    throw new AppError('conflict', 'The kept token cannot be read: the secret of this installation changed since, or what was stored was damaged. Enter it again in Settings, Hugging Face Hub.')
  }
}
