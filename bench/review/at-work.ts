import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { isOpen, isProven, isRefuted, type ConstraintView, type DecisionInput, type DecisionResult, type PairView, type ReviewPage } from '#lib/review/contract.ts'
import type { Person } from './person.ts'

/** What reviewers did in a stretch of time. */
export interface Worked {
  /** Milliseconds of every POST of decisions. */
  sentMs: number[]
  /** Milliseconds of every GET of next pairs. */
  pagesMs: number[]
  decisions: number
  seconds: number
}

/**
 * Has all of them review at once for so long, each from a queue of their own, as the client does: what is proven in one go, the rest one by one, the
 * next pairs fetched ahead. `pauseMs` is from the beginning of one act to that of the next; 0: each acts as soon as the last is answered.
 */
export async function reviewAtOnce(people: readonly Person[], datasetId: string, { seconds, pauseMs }: { seconds: number; pauseMs: number }): Promise<Worked> {
  const worked: Worked = { sentMs: [], pagesMs: [], decisions: 0, seconds: 0 }
  const begun = performance.now()
  const until = begun + seconds * 1000
  await Promise.all(
    people.map(async (person, n) => {
      // Not all in the same moment.
      await sleep((pauseMs * n) / people.length)
      await review(person, datasetId, { until, pauseMs, worked })
    }),
  )
  return { ...worked, seconds: (performance.now() - begun) / 1000 }
}

/** What one kind of request took of the processor, in milliseconds each. */
export interface SpentEach {
  requests: number
  web: number
  postgres: number
}

/**
 * What a fetch of next pairs and a decision each take of the processor, one kind after the other: a busy machine, which makes everybody wait, changes
 * that little. Each person fetches so many times, and then decides by one request each all that was fetched.
 */
export async function spentByKind(people: readonly Person[], datasetId: string, fetches: number, spent: () => { web: number; postgres: number }): Promise<{ pages: SpentEach; decisions: SpentEach }> {
  const each = async (work: () => Promise<number>): Promise<SpentEach> => {
    const before = spent()
    const requests = await work()
    const after = spent()
    return { requests, web: (after.web - before.web) / requests, postgres: (after.postgres - before.postgres) / requests }
  }
  const fetched = people.map((): PairView[] => [])
  const pages = await each(async () => {
    await Promise.all(
      people.map(async (person, n) => {
        for (let done = 0; done < fetches; done += 1) fetched[n]?.push(...(await nextPairs(person, datasetId, fetched[n]?.at(-1)?.id ?? null)))
      }),
    )
    return people.length * fetches
  })
  const worked: Worked = { sentMs: [], pagesMs: [], decisions: 0, seconds: 0 }
  const decisions = await each(async () => {
    await Promise.all(
      people.map(async (person, n) => {
        for (const view of fetched[n]?.flatMap(({ constraints }) => constraints.filter(isOpen)) ?? []) await send(person, [decision(view)], { until: 0, pauseMs: 0, worked })
      }),
    )
    return worked.sentMs.length
  })
  return { pages, decisions }
}

async function nextPairs(person: Person, datasetId: string, after: string | null): Promise<PairView[]> {
  return (await person.get<ReviewPage>(`/api/v1/datasets/${datasetId}/review?scope=undecided&limit=3${after ? `&after=${after}` : ''}`)).pairs
}

interface Shift {
  until: number
  pauseMs: number
  worked: Worked
}

async function review(person: Person, datasetId: string, shift: Shift): Promise<void> {
  const { worked, until } = shift
  const known = new Set<string>()
  const load = async (after: string | null): Promise<PairView[]> => {
    const from = performance.now()
    const pairs = await nextPairs(person, datasetId, after)
    worked.pagesMs.push(performance.now() - from)
    // In an order that deciding changes, a pair that one has may stand further on by now, and come again.
    return pairs.filter(({ id }) => !known.has(id) && known.add(id))
  }
  const ahead = await load(null)
  while (performance.now() < until) {
    if (ahead.length === 0) ahead.push(...(await load(null)))
    const pair = ahead.shift()
    if (!pair) throw new Error('there is nothing left to review: ask for more pairs')
    const last = (ahead.at(-1) ?? pair).id
    const fetched = ahead.length < 2 ? load(last) : Promise.resolve([])
    // What is wrong with it is told where it is waited for.
    fetched.catch(() => {})
    for (const act of actsOn(pair)) {
      if (performance.now() >= until) break
      await send(person, act, shift)
    }
    ahead.push(...(await fetched))
  }
}

/** What is decided with one key press each: all that is proven together, then one after the other. */
function actsOn({ constraints }: PairView): DecisionInput[][] {
  const open = constraints.filter(isOpen)
  const proven = open.filter(isProven)
  const rest = open.filter((view) => !isProven(view)).map((view) => [decision(view)])
  return proven.length > 0 ? [proven.map(decision), ...rest] : rest
}

function decision(view: ConstraintView): DecisionInput {
  const what: Pick<DecisionInput, 'kind' | 'reason'> = isRefuted(view) || view.outcome === 'error' ? { kind: 'reject', reason: 'false' } : { kind: 'accept' }
  return { id: randomUUID(), constraintId: view.id, seenVersion: view.version, elapsedMs: 1500, ...what }
}

async function send(person: Person, decisions: DecisionInput[], { pauseMs, worked }: Shift): Promise<void> {
  const from = performance.now()
  const { results } = await person.post<{ results: DecisionResult[] }>('/api/v1/decisions', { decisions })
  const took = performance.now() - from
  const other = results.find(({ outcome }) => outcome !== 'applied')
  if (other) throw new Error(`a decision was not taken: ${JSON.stringify(other).slice(0, 300)}`)
  worked.sentMs.push(took)
  worked.decisions += results.length
  if (took < pauseMs) await sleep(pauseMs - took)
}

/** The value that this share of the sorted values is at most. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
