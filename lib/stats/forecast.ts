/** When what is left will be done: the day in the middle, and the ends of a 95 % interval; null where the pace may never get there. */
export interface Forecast {
  perDay: number
  days: number | null
  early: number | null
  late: number | null
}

/** 97.5 % quantile of the normal distribution. */
const z = 1.959964
/** Days that a pace is read off. */
export const paceDays = 14
/** Days of work below which a pace is a guess that nobody should plan with. */
const leastDays = 3

/**
 * Days until `left` more are done, if the days to come are like the last ones: a random walk with drift. The days' counts are taken as independent draws with mean m and
 * standard deviation s over n days; after T days their sum has mean mT and variance s²T for the days to come, and (sT)²/n for the mean being
 * estimated. The interval's ends are the first days at which the sum's upper and lower bound reach `left`. Days without work count, for weekends come again. Null with
 * fewer than three days of work, or none.
 */
export function forecast(counts: readonly number[], left: number): Forecast | null {
  const n = counts.length
  if (counts.filter((count) => count > 0).length < leastDays) return null
  const mean = counts.reduce((sum, count) => sum + count, 0) / n
  if (mean <= 0) return null
  if (left <= 0) return { perDay: mean, days: 0, early: 0, late: 0 }
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (n - 1)
  const spread = (days: number): number => z * Math.sqrt(variance * days + (variance * days * days) / n)
  return {
    perDay: mean,
    days: Math.ceil(left / mean),
    early: firstDay((days) => mean * days + spread(days) >= left),
    late: firstDay((days) => mean * days - spread(days) >= left),
  }
}

/** The first day at which it holds, in ten years at most; null beyond. */
function firstDay(holds: (days: number) => boolean): number | null {
  for (let day = 1; day <= 3650; day++) if (holds(day)) return day
  return null
}
