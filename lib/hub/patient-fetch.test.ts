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
