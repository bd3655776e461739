/** One value of a chart. `href` leads to the rows that it counts, where a filter can say which. */
export interface Datum {
  label: string
  /** What stands under a narrow column; `label` where left out. */
  short?: string
  value: number
  href?: string | undefined
}

/** Round numbers from 0 up to at least `max`, for an axis: at most five, whole, evenly spaced. */
export function ticks(max: number): number[] {
  if (max <= 0) return [0, 1]
  const rough = Math.max(1, max / 4)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough)
  const marks = [0]
  while ((marks.at(-1) ?? 0) < max) marks.push((marks.at(-1) ?? 0) + step)
  return marks
}

const dayMs = 86_400_000

/** Every day from the first to the last that is given, those without any with 0. Days are written YYYY-MM-DD, in UTC. */
export function everyDay(days: readonly { day: string; count: number }[]): { day: string; count: number }[] {
  const known = new Map(days.map(({ day, count }) => [day, count]))
  const times = days.map(({ day }) => Date.parse(`${day}T00:00:00Z`)).filter(Number.isFinite)
  if (times.length === 0) return []
  const [first, last] = [Math.min(...times), Math.max(...times)]
  return Array.from({ length: Math.round((last - first) / dayMs) + 1 }, (_, index) => {
    const day = new Date(first + index * dayMs).toISOString().slice(0, 10)
    return { day, count: known.get(day) ?? 0 }
  })
}

/** Every number from 0 to the largest that is given, those without any with 0. */
export function everyNumber(values: readonly { constraints: number; pairs: number }[]): { constraints: number; pairs: number }[] {
  const known = new Map(values.map(({ constraints, pairs }) => [constraints, pairs]))
  const largest = Math.max(-1, ...known.keys())
  return Array.from({ length: largest + 1 }, (_, constraints) => ({ constraints, pairs: known.get(constraints) ?? 0 }))
}

/** Every band of 50 words from 0 to the last that is given, those without any with 0. The open band is kept as it is. */
export function everyBand(bands: readonly { from: number; to: number | null; pairs: number }[]): { from: number; to: number | null; pairs: number }[] {
  const known = new Map(bands.map((band) => [band.from, band]))
  const last = Math.max(-50, ...known.keys())
  return Array.from({ length: last / 50 + 1 }, (_, index) => known.get(index * 50) ?? { from: index * 50, to: index * 50 + 49, pairs: 0 })
}

/** How many labels to leave out between two that are shown, so that none runs into the next. */
export function labelStep(count: number, width: number, labelWidth: number): number {
  return Math.max(1, Math.ceil((count * labelWidth) / Math.max(1, width)))
}
