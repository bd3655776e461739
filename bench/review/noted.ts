import { readFileSync } from 'node:fs'
import { quantile } from './at-work.ts'

/** Something that a request waited for: `from` is in ms since it came. */
export interface Stage {
  name: string
  from: number
  tookMs: number
}

/** A line of the probe's file; `at` in ms of the clock. */
export type Noted =
  | { of: 'request'; at: number; path: string; stages: Stage[]; tookMs: number }
  | { of: 'loop'; at: number; p50: number; p99: number; max: number }
  | { of: 'gc'; at: number; tookMs: number }

type Request = Extract<Noted, { of: 'request' }>

/** What the probe noted from one moment to another. */
export function notedBetween(file: string, from: number, to: number): Noted[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line !== '')
  return lines.map((line): Noted => JSON.parse(line)).filter(({ at }) => at >= from && at <= to)
}

/** Where the time of decisions and of next pairs went, in words: of all of them, and of the slowest hundredth. */
export function whereItWent(noted: readonly Noted[]): string[] {
  const requests = noted.filter((line) => line.of === 'request')
  const kinds = [
    { title: 'decisions', those: requests.filter(({ path }) => path === 'POST /api/v1/decisions') },
    { title: 'next pairs', those: requests.filter(({ path }) => path.endsWith('/review')) },
  ]
  const loops = noted.filter((line) => line.of === 'loop')
  const gc = noted.filter((line) => line.of === 'gc').map(({ tookMs }) => tookMs)
  return [
    ...kinds.flatMap(({ title, those }) => {
      if (those.length === 0) return []
      const times = those.map(({ tookMs }) => tookMs)
      const slow = quantile(times, 0.99)
      return [
        `${title}, ${those.length} in the web server: p50 ${ms(quantile(times, 0.5))}, p95 ${ms(quantile(times, 0.95))}, p99 ${ms(slow)}`,
        `  all: ${parts(those)}`,
        `  the slowest hundredth: ${parts(those.filter(({ tookMs }) => tookMs >= slow))}`,
      ]
    }),
    `event loop late, median of the seconds' p50 ${ms(quantile(loops.map(({ p50 }) => p50), 0.5))}, p99 ${ms(quantile(loops.map(({ p99 }) => p99), 0.5))}, at most ${ms(Math.max(0, ...loops.map(({ max }) => max)))}`,
    `collecting garbage: ${gc.length} times, ${ms(gc.reduce((sum, one) => sum + one, 0))} in all, ${ms(Math.max(0, ...gc))} at most`,
  ]
}

/** Means in order of size; what no stage covers is the web server's own, its turn in the event loop included. */
function parts(requests: readonly Request[]): string {
  const sums = new Map<string, number>()
  for (const { stages, tookMs } of requests) {
    for (const stage of stages) sums.set(stage.name, (sums.get(stage.name) ?? 0) + stage.tookMs)
    sums.set('the rest', (sums.get('the rest') ?? 0) + tookMs - covered(stages))
  }
  return [...sums].toSorted(([, a], [, b]) => b - a).map(([name, sum]) => `${name} ${ms(sum / requests.length)}`).join(', ')
}

/** How long at least one of them lasted. */
function covered(stages: readonly Stage[]): number {
  let [sum, until] = [0, 0]
  for (const { from, tookMs } of stages.toSorted((a, b) => a.from - b.from)) {
    sum += Math.max(0, from + tookMs - Math.max(until, from))
    until = Math.max(until, from + tookMs)
  }
  return sum
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`
}
