import { createHash, timingSafeEqual } from 'node:crypto'
import { setImmediate as otherWork } from 'node:timers/promises'
import { actorOf } from '#lib/auth/actor.ts'
import { AppError } from '#lib/http/errors.ts'
import { readText } from '#lib/http/read-text.ts'
import { mostCharacters, rewardInput, type InstructionReward, type Reward } from '#lib/rewards/contract.ts'
import { instructionReward, shares } from '#lib/rewards/reward.ts'

/** Four bytes a character at most, and the JSON around them. */
const mostBytes = 5 * mostCharacters
/** Requests that are worked on at once: each takes a whole processor while it is checked. */
const mostAtOnce = 8
/** Requests of one caller in a minute. */
const mostAMinute = 1200

let atOnce = 0
const minutes = new Map<string, { minute: number; requests: number }>()

/**
 * Answers a request for rewards: of who is signed in, or who brings the token that PINCER_REWARD_TOKEN holds. Throws
 * AppError('unauthenticated'), ('invalid'), and ('busy') where one asks too often or too many ask at once.
 */
export async function serveRewards(request: Request): Promise<{ rewards: Reward[] }> {
  takeFromAllowance(await callerOf(request.headers))
  if (atOnce >= mostAtOnce) throw new AppError('busy', 'Too many requests for rewards are worked on. Try again in a second.')
  atOnce++
  try {
    const { items } = await readInput(request)
    const rewards: Reward[] = []
    for (const item of items) {
      const instructions: InstructionReward[] = []
      for (const index of item.instruction_id_list.keys()) {
        instructions.push(instructionReward(item, index))
        // One request must not hold up everybody else's.
        await otherWork()
      }
      rewards.push(shares(instructions))
    }
    return { rewards }
  } finally {
    atOnce--
  }
}

async function callerOf(headers: Headers): Promise<string> {
  const given = /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  const token = process.env.PINCER_REWARD_TOKEN
  if (given !== undefined) {
    if (!token || token.length < 16) throw new AppError('unauthenticated', 'Nobody has a token here: start Pincer with PINCER_REWARD_TOKEN, of 16 characters or more.')
    if (timingSafeEqual(digest(given), digest(token))) return 'token'
    throw new AppError('unauthenticated', 'This token is not the one that PINCER_REWARD_TOKEN holds.')
  }
  const actor = await actorOf(headers)
  if (!actor) throw new AppError('unauthenticated', 'Send "Authorization: Bearer TOKEN" with the token that PINCER_REWARD_TOKEN holds, or sign in.')
  return actor.id
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function takeFromAllowance(caller: string): void {
  const minute = Math.floor(Date.now() / 60_000)
  const known = minutes.get(caller)
  const requests = known?.minute === minute ? known.requests + 1 : 1
  if (requests > mostAMinute) throw new AppError('busy', `More than ${mostAMinute} requests in a minute. Send several responses in one request, or wait.`)
  if (!known && minutes.size > 1000) minutes.clear()
  minutes.set(caller, { minute, requests })
}

async function readInput(request: Request): Promise<ReturnType<typeof rewardInput.parse>> {
  const value = parsed(await readText(request, mostBytes))
  const input = rewardInput.safeParse(value)
  if (input.success) return input.data
  const details = input.error.issues.flatMap((issue) => (issue.code === 'invalid_union' ? (issue.errors[isBatch(value) ? 0 : 1] ?? []) : [issue])).map(({ path, message }) => ({ field: path.join('.') || 'body', reason: message }))
  throw new AppError('invalid', details.map(({ field, reason }) => `${field}: ${reason}`).join('; '), details)
}

function isBatch(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'items' in value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid', 'The body is not valid JSON.')
  }
}
