import { setTimeout as sleep } from 'node:timers/promises'
import { log } from '#lib/config/log.ts'
import type { RunContext } from '#lib/runs/execute.ts'
import { giveUpDeadly } from '#lib/runs/shards.ts'
import { shardSize } from './plan.ts'
import { beatShards, claimShards, finishShard, releaseShards, returnShard } from './shard-claims.ts'
import { PairLost, type OpenPair } from './work-on-pair.ts'

/** Pairs that wait in this worker while so many are worked on: the next shards are claimed before the last ones are used up. */
const readyShare = 0.5
/** Shards claimed at once. */
const mostClaims = 16
const beatMs = 5000
const lookAgainMs = 1000

/** How the work on a run's pairs is organised here. */
export interface Working {
  /** Pairs worked on at once. */
  wanted: number
  /** Works on one pair until it has ended. Throws when stopped, and when it could not be ended. */
  work(pair: OpenPair, calls: AbortSignal): Promise<void>
  /** Aborts when no more pairs are to be begun; those that are worked on decide themselves. */
  stopped: AbortSignal
  /** Every few seconds, and as long as pairs are worked on. */
  onBeat(): void
}

/** A held shard. Its calls are broken off when the run is stopped or the shard is another worker's. */
interface Holding {
  index: number
  left: number
  /** Pairs that could not be ended: the shard is given back for another try. */
  troubled: number
  calls: AbortController
}

/**
 * Claims shards as they are needed and keeps as many pairs at work as are wanted, across shards, until none is left to claim ('done': others may
 * still hold some, and `stopped` says when it was stopped). What it holds when it is stopped it gives back.
 */
export async function workThrough(context: RunContext<'generate'>, { wanted, work, stopped, onBeat }: Working): Promise<'done' | 'stopped'> {
  const holdings = new Map<number, Holding>()
  const ready: { pair: OpenPair; holding: Holding }[] = []
  const underWay = new Set<Promise<void>>()
  let wake = (): void => {}

  async function claim(): Promise<boolean> {
    const missing = wanted * (1 + readyShare) - underWay.size - ready.length
    const claimed = await claimShards(context, Math.min(mostClaims, Math.max(1, Math.ceil(missing / shardSize))))
    for (const { index, pairs } of claimed) {
      // Ours already, and given to us anew because we were silent for too long.
      holdings.get(index)?.calls.abort(new PairLost())
      const holding: Holding = { index, left: pairs.length, troubled: 0, calls: new AbortController() }
      holdings.set(index, holding)
      ready.push(...pairs.map((pair) => ({ pair, holding })))
      if (pairs.length === 0) await settle(holding)
    }
    return claimed.length > 0
  }

  function begin({ pair, holding }: { pair: OpenPair; holding: Holding }): void {
    if (holding.calls.signal.aborted) return
    const working = work(pair, holding.calls.signal)
      .catch((error: unknown) => {
        holding.troubled++
        if (stopped.aborted || holding.calls.signal.aborted || error instanceof PairLost) return
        log().error({ err: error, runId: context.runId, pairId: pair.pairId }, 'a pair of a generation run was left open')
      })
      .then(() => {
        holding.left--
        return holding.left === 0 && (holding.troubled === 0 || !stopped.aborted) ? settle(holding) : undefined
      })
      .catch((error: unknown) => log().error({ err: error, runId: context.runId, shard: holding.index }, 'a shard was not ended'))
      .finally(() => {
        underWay.delete(working)
        wake()
      })
    underWay.add(working)
  }

  async function settle(holding: Holding): Promise<void> {
    if (holdings.get(holding.index) !== holding) return
    if (holding.troubled > 0) await returnShard(context, holding.index)
    else await finishShard(context, holding.index)
    holdings.delete(holding.index)
  }

  async function beat(): Promise<void> {
    onBeat()
    wake()
    const held = [...holdings.values()]
    const own = await beatShards(context, held.map(({ index }) => index))
    for (const holding of held) {
      if (own.has(holding.index) || holdings.get(holding.index) !== holding) continue
      holding.calls.abort(new PairLost())
      holdings.delete(holding.index)
    }
  }

  const breakOff = (): void => {
    for (const { calls } of holdings.values()) calls.abort(context.signal.reason)
    wake()
  }
  const halt = (): void => wake()
  context.signal.addEventListener('abort', breakOff, { once: true })
  stopped.addEventListener('abort', halt, { once: true })
  const heart = setInterval(() => void beat().catch((error: unknown) => log().warn({ err: error, runId: context.runId }, 'heartbeat of shards failed')), beatMs)

  try {
    let nextClaim = 0
    while (!stopped.aborted) {
      const idle = (): boolean => ready.length === 0 && underWay.size === 0
      if (ready.length < wanted * readyShare && (Date.now() >= nextClaim || idle())) {
        nextClaim = (await claim()) ? 0 : Date.now() + lookAgainMs
        if (nextClaim > 0 && idle()) return 'done'
      }
      while (!stopped.aborted && ready.length > 0 && underWay.size < wanted) {
        const next = ready.shift()
        if (next) begin(next)
      }
      const full = underWay.size >= wanted
      if (!stopped.aborted && underWay.size > 0 && (full || nextClaim > 0)) await new Promise<void>((resolve) => (wake = resolve))
    }
    return 'stopped'
  } finally {
    if (context.signal.aborted) breakOff()
    await Promise.allSettled(underWay)
    clearInterval(heart)
    context.signal.removeEventListener('abort', breakOff)
    stopped.removeEventListener('abort', halt)
    await releaseShards(context, [...holdings.keys()])
  }
}

/** Waits until it is worth looking whether shards have become free, or until it is stopped. */
export async function othersAtWork(context: RunContext<'generate'>, stopped: AbortSignal): Promise<void> {
  await giveUpDeadly(context.runId)
  await sleep(lookAgainMs, undefined, { signal: stopped }).catch(() => {})
}
