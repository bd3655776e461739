import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { browserTable } from '#components/review/browser-table.ts'

interface Request {
  onsuccess?: () => void
  result?: object
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a database that did not open in time is asked again, and what opens too late is closed', async () => {
  const requests: Request[] = []
  vi.stubGlobal('indexedDB', {
    open: () => {
      const request: Request = {}
      requests.push(request)
      return request
    },
  })
  const close = vi.fn<() => void>()
  const transaction = { objectStore: () => ({}), commit: () => queueMicrotask(() => transaction.oncomplete()), oncomplete: () => {} }
  const opens = (request: Request | undefined): void => {
    if (!request) throw new Error('it was not asked to open')
    request.result = { close, transaction: () => transaction }
    request.onsuccess?.()
  }

  const table = browserTable()
  const first = table.write([]).catch((error: unknown) => String(error))
  await vi.advanceTimersByTimeAsync(3000)
  expect(await first).toContain('does not answer')
  const second = table.write([])
  opens(requests[0])
  expect(close).toHaveBeenCalledOnce()
  opens(requests[1])
  await second
  await table.write([])
  expect([requests.length, close.mock.calls.length]).toEqual([2, 1])
})
