import { afterEach, expect, test, vi } from 'vitest'
import { patientFetch } from '#lib/hub/patient-fetch.ts'

afterEach(() => vi.unstubAllGlobals())

test('asks again also where the connection broke in the middle of an answer that passes by itself', async () => {
  const broken = new ReadableStream({ start: (controller) => controller.error(new Error('the connection was reset')) })
  const answers = [new Response(broken, { status: 503 }), new Response('well')]
  vi.stubGlobal('fetch', async () => answers.shift())
  const told: (string | null)[] = []
  const fetch = patientFetch({ signal: new AbortController().signal, onWait: (reason) => told.push(reason), firstWait: 1 })
  expect(await (await fetch('https://hub.example/api')).text()).toBe('well')
  expect(told).toEqual(['hub.example answers 503; asked again in a moment (1 of 5 tries)', null])
})

test('what is told of a wait is told in its order, also where it takes longer to write down than to wait, or fails', async () => {
  const answers = [new Response('', { status: 503, headers: { 'retry-after': '0' } }), new Response('', { status: 429, headers: { 'retry-after': '0' } }), new Response('well')]
  vi.stubGlobal('fetch', async () => answers.shift())
  const written: (string | null)[] = []
  const first = Promise.withResolvers<void>()
  const last = Promise.withResolvers<void>()
  let told = 0
  const onWait = async (reason: string | null): Promise<void> => {
    told += 1
    const turn = told
    if (turn === 1) await first.promise
    written.push(reason?.replace(/;.*/, '') ?? null)
    if (turn === 4) last.resolve()
    if (turn === 2) throw new Error('the database is away')
  }
  const fetch = patientFetch({ signal: new AbortController().signal, onWait, firstWait: 1 })
  expect(await (await fetch('https://hub.example/api')).text()).toBe('well')
  expect(written).toEqual([])
  first.resolve()
  await last.promise
  expect(written).toEqual(['hub.example answers 503', null, 'hub.example answers 429', null])
})
