/** How long something took, in milliseconds: half the times were at most p50, 19 in 20 at most p95. */
export interface Latency {
  p50: number
  p95: number
}

/** One thing people do: as Pincer does it, and as the barest SQL that gives as much. */
export interface Scenario {
  what: string
  /** Most milliseconds that 19 in 20 may take; null where nobody waits for it. */
  target: number | null
  ours: (turn: number) => Promise<unknown>
  bare: (turn: number) => Promise<unknown>
  /** How often, after two turns that are not counted; otherwise 20 times, and on for what takes so little that one slow turn would be its p95. */
  turns?: number
}

/** Turns where none are asked for: the least, and the most within so many milliseconds of ours. */
const usualTurns = { least: 20, most: 100, withinMs: 1000 }

/** A scenario's times in a dataset. */
export interface Measured {
  what: string
  target: number | null
  ours: Latency
  bare: Latency
}

/** Measures each scenario, Pincer's way and the bare one by turns, so that both have the same caches. */
export async function measureAll(scenarios: readonly Scenario[], say: (text: string) => void): Promise<Measured[]> {
  const all: Measured[] = []
  for (const { what, target, ours, bare, turns } of scenarios) {
    const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] }
    const goesOn = (turn: number) =>
      turn < (turns ?? usualTurns.least) || (turns === undefined && turn < usualTurns.most && times.ours.reduce((sum, ms) => sum + ms, 0) < usualTurns.withinMs)
    for (let turn = -2; goesOn(turn); turn += 1) {
      const took = { ours: await timed(() => ours(turn + 2)), bare: await timed(() => bare(turn + 2)) }
      if (turn < 0) continue
      times.ours.push(took.ours)
      times.bare.push(took.bare)
    }
    const measured = { what, target, ours: latency(times.ours), bare: latency(times.bare) }
    all.push(measured)
    say(`${what}: p50 ${measured.ours.p50.toFixed(1)} ms, p95 ${measured.ours.p95.toFixed(1)} ms; bare SQL ${measured.bare.p50.toFixed(1)} and ${measured.bare.p95.toFixed(1)} ms`)
  }
  return all
}

/** Milliseconds that work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

function latency(times: readonly number[]): Latency {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
  return { p50: at(0.5), p95: at(0.95) }
}
