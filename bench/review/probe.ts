import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import { appendFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'
import pg from 'pg'
import type { Noted, Stage } from './noted.ts'

/**
 * Loaded into the web server before anything of it (`node --import`): notes of every request where its time went, and each second how late the event
 * loop was, as lines of JSON in the file that PINCER_PROBE names. The application knows nothing of it.
 */
const file = process.env.PINCER_PROBE
if (file !== undefined) noteInto(file)

interface Open {
  at: number
  path: string
  stages: Stage[]
}

function noteInto(path: string): void {
  const requests = new AsyncLocalStorage<Open>()
  const open = new WeakMap<IncomingMessage, Open>()
  let lines: Noted[] = []
  let served = false
  const now = (): number => performance.timeOrigin + performance.now()
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    const begun: Open = { at: now(), path: `${request.method} ${(request.url ?? '').split('?')[0]}`, stages: [] }
    open.set(request, begun)
    served = true
    requests.enterWith(begun)
  })
  subscribe('http.server.response.finish', (message) => {
    const { request } = message as { request: IncomingMessage; response: ServerResponse }
    const begun = open.get(request)
    if (begun) lines.push({ of: 'request', ...begun, tookMs: now() - begun.at })
  })
  const late = monitorEventLoopDelay({ resolution: 5 })
  late.enable()
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) lines.push({ of: 'gc', at: performance.timeOrigin + startTime, tookMs: duration })
  })
  observer.observe({ entryTypes: ['gc'] })
  setInterval(() => {
    if (!served) return
    lines.push({ of: 'loop', at: now(), p50: late.percentile(50) / 1e6, p99: late.percentile(99) / 1e6, max: late.max / 1e6 })
    late.reset()
    appendFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    lines = []
  }, 1000).unref()

  const stage = (name: string): (() => void) => {
    const begun = requests.getStore()
    const from = now()
    return () => void begun?.stages.push({ name, from: from - begun.at, tookMs: now() - from })
  }
  timed(pg.Pool.prototype, 'connect', () => stage('a connection'))
  timed(pg.Client.prototype, 'query', ([asked]) => {
    // COPY and cursors tell of themselves otherwise.
    if (typeof asked === 'object' && asked !== null && 'submit' in asked) return null
    return stage(nameOf(asked))
  })
}

/** A statement's name, or its first words. */
function nameOf(asked: unknown): string {
  if (typeof asked === 'object' && asked !== null) {
    if ('name' in asked && typeof asked.name === 'string' && asked.name !== '') return asked.name
    if ('text' in asked) return nameOf(asked.text)
  }
  return String(asked).replaceAll(/\s+/g, ' ').trim().slice(0, 48)
}

/** Has a method, which answers by a callback or a promise, tell when it begins and when it has answered. */
function timed(prototype: object, name: string, begin: (args: unknown[]) => (() => void) | null): void {
  const original: unknown = Reflect.get(prototype, name)
  if (typeof original !== 'function') throw new Error(`there is no ${name}`)
  Reflect.set(prototype, name, function (this: unknown, ...args: unknown[]): unknown {
    const end = begin(args)
    if (!end) return Reflect.apply(original, this, args)
    const last = args.at(-1)
    if (typeof last === 'function') {
      const answered = (...answer: unknown[]): unknown => {
        end()
        return Reflect.apply(last, undefined, answer)
      }
      return Reflect.apply(original, this, [...args.slice(0, -1), answered])
    }
    const answer: unknown = Reflect.apply(original, this, args)
    if (answer instanceof Promise) answer.then(end, end)
    return answer
  })
}
