import { expect, it } from 'vitest'
import { askAgainAfter, asksAgain } from '#components/api/asking-again.ts'
import { ApiError } from '#components/api/client.ts'

it('what is being made is asked for again until it is there, a failure twice, and a refusal never', () => {
  const notYet = new ApiError('not_yet', 'It is being made.', 503)
  const busy = new ApiError('busy', 'Too much is going on.', 503)
  const offline = new ApiError('offline', 'There is no server.', 0)
  const refused = new ApiError('not_found', 'There is no such thing.', 404)
  expect([0, 1, 2, 50].map((failures) => [notYet, busy, offline, refused].map((error) => asksAgain(failures, error)))).toEqual([[true, true, true, false], [true, true, true, false], [true, false, false, false], [true, false, false, false]])
  expect([0, 1, 2, 50].map((failures) => askAgainAfter(failures, notYet))).toEqual([1000, 1000, 1000, 1000])
  expect([0, 1, 9].map((failures) => askAgainAfter(failures, offline))).toEqual([1000, 2000, 30_000])
})
