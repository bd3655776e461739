import { stageOf } from '#lib/exports/sequence.ts'
import { seededRng } from '#lib/random.ts'

/** What places rows of training in stages beside their score: bounds of draws, each of which is from 0 up to 1. */
export interface Staging {
  /** Of the random control: the draws from which on a row is of the next stage. Null: rows are where their score puts them. */
  control: number[] | null
  /** Of each stage, from the first: the draw below which a row of an earlier stage stands in it again. */
  replayBelow: number[]
}

/** What stages are drawn of: rows of training, by the pair's id and the stage of their score. */
export interface StagedRow {
  id: string
  stage: number
}

/** How rows are placed: a recipe's curriculum in so many stages. */
export interface StagingOf {
  stages: number
  replay: number
  control: boolean
  seed: number
}

/** Each row as numbers one behind the other, which many of take little memory: its stage, its draw for the control, and one for each later stage that it may stand in again. */
export type StagingDraws = Float64Array<ArrayBuffer>

/** Draws of rows. */
export function stagingDraws(rows: readonly StagedRow[], { stages, replay, control, seed }: StagingOf): StagingDraws {
  const width = widthOf(stages)
  const draws = new Float64Array(rows.length * width)
  for (const [n, { id, stage }] of rows.entries()) {
    const at = n * width
    draws[at] = stage
    if (control) draws[at + 1] = controlDraw(id, seed)
    if (replay > 0) for (let later = 2; later <= stages; later++) draws[at + later] = replayDraw(id, later, seed)
  }
  return draws
}

/** Stage, control, and the stages from the second on. */
function widthOf(stages: number): number {
  return stages + 1
}

/**
 * Fixes the bounds so that numbers come out exactly: each stage of the control has as many rows as the stage by score (the size-matched control of
 * Phased IFT, arXiv 2406.04371), and stage m so large a share of all rows of the stages before it once more, rounded. Whatever the order of the rows.
 */
export function stagingOf(of: readonly StagingDraws[], { stages, replay, control }: StagingOf): Staging {
  const width = widthOf(stages)
  /** The draws at one place of all rows whose stage is wanted, rising. */
  const sorted = (place: number, isWanted: (stage: number) => boolean): Float64Array => {
    const found = new Float64Array(of.reduce((sum, { length }) => sum + length / width, 0))
    let n = 0
    for (const draws of of) for (let at = 0; at < draws.length; at += width) if (isWanted(placed(draws, at))) found[n++] = draws[at + place] ?? 0
    return found.subarray(0, n).sort()
  }
  const byScore = (draws: StagingDraws, at: number): number => draws[at] ?? 1
  const sizes = Array.from({ length: stages }, () => 0)
  for (const draws of of) for (let at = 0; at < draws.length; at += width) sizes[byScore(draws, at) - 1] = (sizes[byScore(draws, at) - 1] ?? 0) + 1
  let placed = byScore
  const bounds = control ? controlBounds(sorted(1, () => true), sizes) : null
  if (bounds) placed = (draws, at) => stageOf(draws[at + 1] ?? 0, bounds)
  const replayBelow = sizes.map((_, n) => {
    const draws = replay > 0 && n > 0 ? sorted(n + 1, (stage) => stage <= n) : new Float64Array()
    return draws.length === 0 ? 0 : (draws[replayedRows(replay, draws.length)] ?? 1)
  })
  return { control: bounds, replayBelow }
}

/** How many rows of the stages before it, which have so many, a stage has again. */
export function replayedRows(share: number, before: number): number {
  return Math.round(share * before)
}

/** The stage of a row in the control. */
export function controlStage(id: string, bounds: readonly number[], seed: number): number {
  return stageOf(controlDraw(id, seed), bounds)
}

/** The later stages in which a row of training stands again. */
export function replayStages({ id, stage }: StagedRow, { replayBelow }: Staging, seed: number): number[] {
  return replayBelow.flatMap((below, n) => (n + 1 > stage && below > 0 && replayDraw(id, n + 1, seed) < below ? [n + 1] : []))
}

function controlBounds(sorted: Float64Array, sizes: readonly number[]): number[] {
  let before = 0
  return sizes.slice(0, -1).map((size) => sorted[(before += size)] ?? 1)
}

function controlDraw(id: string, seed: number): number {
  return fineDraw(seed, id, 'control')
}

function replayDraw(id: string, stage: number, seed: number): number {
  return fineDraw(seed, id, 'replay', stage)
}

/** So fine that of a million hardly two are the same. */
function fineDraw(...of: (string | number)[]): number {
  const rng = seededRng(...of)
  return rng.next() + rng.next() / 2 ** 32
}
