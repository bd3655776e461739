import { availableParallelism } from 'node:os'
import { stagingWanted } from '#lib/exports/draw-staging.ts'
import type { CompositionData } from '#lib/exports/pair-items.ts'
import type { Piece } from '#lib/exports/pieces/piece.ts'
import { canSpool, closeSpool, fitsMemory, openSpool, sortParts, type SpooledParts, type SpoolPart } from '#lib/exports/pieces/spool.ts'
import type { Stretch } from '#lib/exports/pieces/stretches.ts'
import type { Team } from '#lib/exports/pieces/team.ts'
import type { ThreadData } from '#lib/exports/pieces/thread.ts'
import { stagingOf, type Staging, type StagingDraws } from '#lib/exports/staging.ts'

/** A thread takes about a second to start: fewer pairs are done as soon without. */
const pairsWorthThreads = 50_000
const mostThreads = 8

/** How many threads compose an export of so many pairs; 0: the calling one does. PINCER_EXPORT_THREADS decides where it is set. */
export function threadsFor(pairs: number): number {
  const wanted = process.env.PINCER_EXPORT_THREADS
  if (wanted !== undefined && /^\d+$/.test(wanted)) return Math.min(Number(wanted), mostThreads)
  return pairs < pairsWorthThreads ? 0 : Math.min(availableParallelism(), mostThreads)
}

/**
 * Lets threads make the pieces of stretches, and hands these on in order, as if one had made them. Each thread has a connection of its own. Where the table of
 * pairs can be read as it lies, all of it is gathered by stretch first, in files that nobody else sees: a database finds pairs in order of their hash one by one, each
 * on another page. Throws what a thread throws, or the signal's reason; in the end all threads are gone.
 */
export async function* piecesFromThreads(team: Team, all: readonly Stretch[], data: Pick<ThreadData, 'shared' | 'composition'>, signal: AbortSignal): AsyncGenerator<Piece> {
  const size = Math.min(team.size, all.length)
  const spools = data.shared.pages && canSpool(all.length) ? Array.from({ length: size }, openSpool) : null
  try {
    team.begin(Array.from({ length: size }, (_, at) => ({ url: process.env.DATABASE_URL ?? '', ...data, stretches: all.length, spool: spools?.[at] ?? null })), signal)
    const gathered = spools ? await gather(team, data.shared.pages ?? [], all.length) : null
    // Those of a stretch that memory has no room for come one after the other, as they are looked up.
    const of = all.map((stretch, at) => ({ stretch, parts: gathered?.[at] && fitsMemory(gathered[at]) ? gathered[at] : null }))
    const staging = await draw(team, of, data.composition)
    yield* team.inOrder<Piece>(of.map(({ stretch, parts }) => ({ compose: stretch, parts, staging })))
  } finally {
    await team.end()
    for (const spool of spools ?? []) closeSpool(spool)
  }
}

/** What places rows in stages beside their score: see `drawStaging`. */
async function draw(team: Team, of: readonly { stretch: Stretch; parts: SpoolPart[] | null }[], composition: CompositionData): Promise<Staging | null> {
  const wanted = stagingWanted(composition)
  if (!wanted) return null
  const draws: StagingDraws[] = []
  for await (const some of team.inOrder<StagingDraws>(of.map(({ stretch, parts }) => ({ draw: stretch, parts })))) draws.push(some)
  return stagingOf(draws, wanted)
}

/** Gathers all pairs by stretch. Returns where those of each lie. */
async function gather(team: Team, pages: NonNullable<ThreadData['shared']['pages']>, stretches: number): Promise<SpoolPart[][]> {
  const found = Array.from({ length: stretches }, (): SpoolPart[] => [])
  for await (const { file, parts } of team.inOrder<{ file: number; parts: SpooledParts }>(pages.map((range) => ({ gather: range })))) sortParts(found, file, parts)
  return found
}
