import { expect, test } from 'vitest'
import { retryAfterMs } from './retry-after.ts'

const now = Date.parse('2026-05-17T12:00:00Z')

test.each<[Record<string, string>, number | null]>([
  [{}, null],
  [{ 'retry-after': '3' }, 3000],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '1.5' }, 1500],
  [{ 'retry-after': 'Sun, 17 May 2026 12:00:20 GMT' }, 20_000],
  // In the past: at once.
  [{ 'retry-after': 'Sun, 17 May 2026 11:00:00 GMT' }, 0],
  [{ 'retry-after': 'soon' }, null],
  [{ 'retry-after': '-5' }, null],
  [{ 'retry-after-ms': '250', 'retry-after': '1' }, 250],
  // Tomorrow is too far: asked again in ten minutes.
  [{ 'retry-after': '86400' }, 600_000],
  [{ 'x-ratelimit-reset-requests': '1s' }, 1000],
  [{ 'x-ratelimit-reset-requests': '120ms' }, 120],
  [{ 'x-ratelimit-reset-tokens': '6m0s' }, 60_000],
  [{ 'x-ratelimit-reset-tokens': '1m2.5s' }, 60_000],
  [{ 'x-ratelimit-reset-requests': '50s', 'x-ratelimit-remaining-requests': '100', 'x-ratelimit-reset-tokens': '2s', 'x-ratelimit-remaining-tokens': '0' }, 2000],
  [{ 'x-ratelimit-reset-requests': '5s', 'x-ratelimit-reset-tokens': '2s' }, 2000],
  [{ 'x-ratelimit-reset': String(now / 1000 + 12) }, 12_000],
  [{ 'x-ratelimit-reset': String(now + 12_000) }, 12_000],
  [{ 'x-ratelimit-reset-tokens': '2026-05-17T12:00:09Z' }, 9000],
  [{ 'retry-after': '4', 'x-ratelimit-reset-requests': '50s' }, 4000],
])('%j asks for %s milliseconds', (headers, wait) => {
  expect(retryAfterMs(new Headers(headers), now)).toBe(wait)
})
