/** A server that asks for more has a fault, or means "tomorrow": either way it is worth asking again. */
const longestWaitMs = 10 * 60_000
/** These headers say when the whole allowance is back, which is later than the next request may come. */
const longestResetMs = 60_000
const unitMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * How long a server asks to be left alone, in milliseconds; null where it does not say. Reads `retry-after-ms`, `retry-after` (seconds
 * or an HTTP date, RFC 9110 10.2.3), and `x-ratelimit-reset-requests` and `-tokens` (`6m0s`, seconds, or a time), of which the one
 * counts that is used up. `now` in milliseconds since 1970.
 */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const milliseconds = readNumber(headers.get('retry-after-ms'))
  if (milliseconds !== null) return within(milliseconds, longestWaitMs)
  const asked = readWait(headers.get('retry-after'), now)
  if (asked !== null) return within(asked, longestWaitMs)
  const resets = ['-requests', '-tokens', ''].flatMap((of) => {
    const reset = readWait(headers.get(`x-ratelimit-reset${of}`), now)
    return reset === null ? [] : [{ reset, usedUp: readNumber(headers.get(`x-ratelimit-remaining${of}`)) === 0 }]
  })
  if (resets.length === 0) return null
  const usedUp = resets.filter((one) => one.usedUp)
  const wait = usedUp.length > 0 ? Math.max(...usedUp.map((one) => one.reset)) : Math.min(...resets.map((one) => one.reset))
  return within(wait, longestResetMs)
}

function readWait(value: string | null, now: number): number | null {
  if (value === null) return null
  const number = readNumber(value)
  if (number !== null) {
    // Some give the moment itself, in seconds or milliseconds since 1970.
    if (number > 1e12) return number - now
    if (number > 1e9) return number * 1000 - now
    return number * 1000
  }
  const parts = [...value.trim().matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)]
  if (parts.length > 0 && parts.map(([part]) => part).join('') === value.trim()) {
    return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitMs[unit ?? ''] ?? 0), 0)
  }
  // Without a time of day it is no date of HTTP, though JavaScript makes one of almost anything.
  const date = value.includes(':') ? Date.parse(value) : Number.NaN
  return Number.isNaN(date) ? null : date - now
}

function readNumber(value: string | null): number | null {
  return value !== null && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : null
}

function within(wait: number, most: number): number {
  return Math.min(Math.max(0, wait), most)
}
