import { createHash } from 'node:crypto'
import { log } from '#lib/config/log.ts'
import { exclusions } from '#lib/datasets/filter-language.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { behindEverybody } from '#lib/db/behind.ts'
import { db, pool } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { untilStopped } from '#lib/db/until-stopped.ts'
import { reviewersAtWork } from '#lib/review/at-work.ts'
import { slots } from '#lib/runs/slots.ts'
import type { Counted } from '#lib/stats/contract.ts'
import type { InTurn } from '#lib/stats/give-way.ts'
import { seesPeople, type Reader } from '#lib/stats/reader.ts'

/** Pairs up to which everything is counted when it is asked for. */
export const countedAtOnce = 20_000
/** Milliseconds after which an answer that is asked for is counted anew even if no count has changed: a person's name may have. */
const longestKept = 600_000
/** Milliseconds of counting that nobody minds, however often. What takes longer rests ten times as long before it is counted anew, so that a page left open counts for a tenth of the time at most. */
const quick = 5000
/** Answers that are kept of a dataset, the newest; filters make many. */
const mostKept = 500

/** What is asked of a dataset: a part of its statistics, of the pairs that a filter finds. */
export interface Question {
  datasetId: string
  part: string
  filter: SeenFilter
  reader: Reader
}

/** Of the answers, in the words of contract.ts: where it changes so that the page could not read what was kept before, it is another. */
const shape = 5

type Count = () => Promise<object>

/**
 * What `count` counts: at once in a dataset of up to 20,000 pairs. In a greater one the answer is kept, and given again while the dataset's exact
 * counts are as they were; where they have changed, it is given with the time it was `counted` at, and counted anew meanwhile. Nobody is
 * told what another reader was: where several people decide by themselves, each reader has answers of their own, and so has each for a filter
 * where verdicts are hidden from them. Who waits for an answer leaves once the `signal` says so, and throws its reason; with the last of them what is counted for
 * them alone is given up.
 */
export async function keptAnswer(question: Question, count: Count, signal: AbortSignal = new AbortController().signal): Promise<object & { counted?: Counted }> {
  const now = await stateOf(question.datasetId)
  if (now.pairs <= countedAtOnce) return untilStopped(signal, count)
  const key = keyOf(question, now)
  const kept = await readKept(question.datasetId, key)
  // Who has left meanwhile begins nothing.
  signal.throwIfAborted()
  const counting = (stop: AbortSignal) => behindReviewers(count, stop)
  if (!kept) return waitFor(asked(question.datasetId, key, counting), signal)
  const changed = kept.state !== now.state
  if ((changed && hasRested(kept)) || isOld(kept)) {
    renewed(question.datasetId, key, counting).catch((error: unknown) => log().error({ err: error, part: question.part }, 'counting anew failed'))
  }
  if (!changed) return kept.answer
  return { ...kept.answer, counted: { at: kept.countedAt.toISOString(), tookMs: kept.tookMs } }
}

/** While anybody reviews, counting gives way to them; else all of the machine is there for it. */
async function behindReviewers<T>(count: () => Promise<T>, stop: AbortSignal): Promise<T> {
  return (await reviewersAtWork()) ? behindEverybody(count, { stop }) : untilStopped(stop, count)
}

/** Counts and keeps an answer in turn, over one connection that gives way to all others, unless what is kept still holds; nothing in a dataset that is counted at once. */
export async function renewAnswer(question: Question, count: Count, inTurn: InTurn): Promise<void> {
  const now = await stateOf(question.datasetId)
  if (now.pairs <= countedAtOnce) return
  const key = keyOf(question, now)
  const kept = await db().keptAnswer.findUnique({ where: { datasetId_question: { datasetId: question.datasetId, question: key } }, select: { state: true } })
  if (kept?.state === now.state) return
  await inTurn(async (stop) => void (await renewed(question.datasetId, key, () => behindEverybody(count, { connections: 1, stop }))))
}

/** Tells a question and the dataset's exact counts apart from all others; null in a dataset that is counted when it is asked for. */
export async function stateKey(question: Question): Promise<string | null> {
  const now = await stateOf(question.datasetId)
  return now.pairs <= countedAtOnce ? null : `${question.datasetId} ${keyOf(question, now)} ${now.state}`
}

/** Whether several people decide by themselves: then each has answers of their own. */
export async function severalDecide(datasetId: string): Promise<boolean> {
  return (await stateOf(datasetId)).several
}

/** The datasets of which answers are kept, but for those that are being deleted. */
export async function greatDatasets(): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(`SELECT d.id FROM "Dataset" d JOIN "Tally" t ON t."datasetId" = d.id AND t."of" = 'pair.status' WHERE d."goingSince" IS NULL GROUP BY 1 HAVING sum(t.n) > $1 ORDER BY 1`, [countedAtOnce])
  return rows.map(({ id }) => id)
}

interface State {
  pairs: number
  /** Changes with every count of the dataset, and with its runs. */
  state: string
  /** When the dataset's own settings changed. */
  settings: string
  /** Whether several people decide by themselves. */
  several: boolean
}

/**
 * Every change appends tallies under new ids, so that their number and sum tell whether anything was counted since. Two numbers, for a transaction that commits later may
 * have the smaller ids. Of the runs, for what they find may be in no tally.
 */
async function stateOf(datasetId: string): Promise<State> {
  const { rows } = await pool().query<State>(
    `SELECT coalesce(sum(t.n) FILTER (WHERE t."of" = 'pair.status'), 0)::int AS pairs,
       concat_ws(' ', count(t.id), coalesce(sum(t.id), 0), (SELECT extract(epoch FROM max(r."finishedAt")) FROM "Run" r WHERE r."datasetId" = $1)) AS state,
       coalesce((SELECT d."updatedAt"::text FROM "Dataset" d WHERE d.id = $1), '') AS settings,
       EXISTS (SELECT 1 FROM "Opinion" o WHERE o."datasetId" = $1) AS several
     FROM "Tally" t WHERE t."datasetId" = $1`,
    [datasetId],
  )
  return rows[0] ?? { pairs: 0, state: '', settings: '', several: false }
}

/** What a filter asks for, whoever asks. */
export function askedOf({ sight: _, ...filter }: SeenFilter): [string, unknown][] {
  return Object.entries(filter).filter(([, value]) => value !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1))
}

function keyOf({ part, filter, reader }: Question, { settings, several }: State): string {
  const asked = askedOf(filter)
  // A filter finds for each what they may know of: by verdicts that are hidden from some, and by opinions. All pairs are the same for all.
  // And by bare words, which find the checks of whoever asks, even where none are made any more.
  const ofReader = several || (filter.sight?.goldRate ?? 0) > 0 || hasBareWords(filter)
  const seenBy = asked.length > 0 && filter.sight && ofReader ? filter.sight.reviewerId : null
  return createHash('sha256').update(JSON.stringify([shape, part, asked, seenBy, asked.length > 0 && filter.sight?.leads === true, seesPeople(reader), several ? (reader?.id ?? null) : null, settings])).digest('hex')
}

/** Whether a filter has words that are looked for everywhere. */
export function hasBareWords({ q, not }: SeenFilter): boolean {
  return q !== undefined || exclusions(not ?? '').some((excluded) => excluded.q !== undefined)
}

interface Kept {
  state: string
  answer: object
  countedAt: Date
  tookMs: number
}

async function readKept(datasetId: string, question: string): Promise<Kept | null> {
  const kept = await db().keptAnswer.findUnique({ where: { datasetId_question: { datasetId, question } } })
  return kept && typeof kept.answer === 'object' && kept.answer !== null ? { ...kept, answer: kept.answer } : null
}

function isOld({ countedAt }: Kept): boolean {
  return Date.now() - countedAt.getTime() > longestKept
}

function hasRested({ countedAt, tookMs }: Kept): boolean {
  return tookMs <= quick || Date.now() - countedAt.getTime() > 10 * tookMs
}

interface UnderWay {
  answer: Promise<object>
  /** How many wait for it. */
  waiting: number
  /** Whether it is counted for who asks next, whoever waits. */
  ahead: boolean
  /** Gives it up: who asks from now on has it counted anew. */
  giveUp(): void
}
const underWay = new Map<string, UnderWay>()

/** Counts and keeps an answer; who asks for it meanwhile waits for the same. */
function asked(datasetId: string, key: string, count: (stop: AbortSignal) => Promise<object>): UnderWay {
  const id = `${datasetId} ${key}`
  const going = underWay.get(id)
  if (going) return going
  const stopping = new AbortController()
  const over = () => underWay.get(id) === work && underWay.delete(id)
  const work: UnderWay = {
    answer: countAndKeep(datasetId, key, count, stopping.signal).finally(() => over()),
    waiting: 0,
    ahead: false,
    giveUp() {
      over()
      stopping.abort()
    },
  }
  underWay.set(id, work)
  return work
}

/** The same for who asks next. */
function renewed(datasetId: string, key: string, count: (stop: AbortSignal) => Promise<object>): Promise<object> {
  const work = asked(datasetId, key, count)
  work.ahead = true
  return work.answer
}

async function waitFor(work: UnderWay, signal: AbortSignal): Promise<object> {
  const { promise: left, reject: leave } = Promise.withResolvers<never>()
  const leaving = () => {
    leave(signal.reason)
    work.waiting -= 1
    if (work.waiting === 0 && !work.ahead) work.giveUp()
  }
  work.waiting += 1
  if (signal.aborted) leaving()
  else signal.addEventListener('abort', leaving, { once: true })
  try {
    return await Promise.race([work.answer, left])
  } finally {
    signal.removeEventListener('abort', leaving)
  }
}

/** Few are counted at once, so that they do not take the connections that everything else is asked by. */
const counters = slots(2)

async function countAndKeep(datasetId: string, question: string, count: (stop: AbortSignal) => Promise<object>, stop: AbortSignal): Promise<object> {
  const release = await counters.take()
  try {
    stop.throwIfAborted()
    const { state } = await stateOf(datasetId)
    // Who asked may have looked before another one's answer was kept, and come here after it.
    const kept = await readKept(datasetId, question)
    return kept && kept.state === state && !isOld(kept) ? kept.answer : await countNow(datasetId, question, state, () => count(stop))
  } finally {
    release()
  }
}

async function countNow(datasetId: string, question: string, state: string, count: Count): Promise<object> {
  const began = Date.now()
  const answer = await count()
  // The state from before it was counted: what has changed meanwhile makes it an old one.
  const row = { state, answer: JSON.stringify(answer), tookMs: Date.now() - began }
  await db().$executeRaw`
    INSERT INTO "KeptAnswer" ("datasetId", question, state, answer, "tookMs", "countedAt")
    SELECT d.id, ${question}, ${row.state}, ${row.answer}::jsonb, ${row.tookMs}, now() FROM "Dataset" d WHERE d.id = ${datasetId}::uuid
    ON CONFLICT ("datasetId", question) DO UPDATE SET state = excluded.state, answer = excluded.answer, "tookMs" = excluded."tookMs", "countedAt" = excluded."countedAt"`
  await db().$executeRaw(Prisma.sql`
    DELETE FROM "KeptAnswer" WHERE "datasetId" = ${datasetId}::uuid AND question IN (
      SELECT question FROM "KeptAnswer" WHERE "datasetId" = ${datasetId}::uuid ORDER BY "countedAt" DESC OFFSET ${mostKept})`)
  return answer
}
