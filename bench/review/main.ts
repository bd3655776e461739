import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Client } from 'pg'
import { startEmbedded, type EmbeddedPostgres } from '#lib/db/embedded.ts'
import type { GapsView } from '#lib/review/gaps/contract.ts'
import { queueOrders, type QueueOrder } from '#lib/review/policy.ts'
import { endedStatuses, type RunPage } from '#lib/runs/contract.ts'
import { startApp, type App } from '../../e2e/support/app.ts'
import { benchHome, databaseOf } from '../million/database.ts'
import { loadPairs } from '../million/load.ts'
import type { Row } from '../table.ts'
import { quantile, reviewAtOnce, spentByKind, type Worked } from './at-work.ts'
import { bareDecisions } from './bare.ts'
import { reviewByKeys } from './browser.ts'
import { notedBetween, whereItWent } from './noted.ts'
import { owner, reviewers, type Person } from './person.ts'
import { processorTime } from './processor.ts'
import { watchWaits } from './waits.ts'

const people = 32
const byKeys = 200
/** Between two acts of one reviewer: as fast as a person could read a short constraint each time, and four times as fast, which nobody can. */
const paces = [
  { pauseMs: 2000, seconds: 40 },
  { pauseMs: 500, seconds: 25 },
]
const wantedMs = { painted: 50, decisions: 25 }
const say = (text: string): void => console.error(text)

/**
 * `npm run bench -- review [PAIRS] [server] [browser] [order=uncertain]`: reviewing a million pairs with seven million constraints, on the built application and a Postgres that keeps
 * what it says it keeps: what 32 reviewers at once wait for their decisions, how many a second are taken beside the bare transaction on the same
 * Postgres, and in the browser how long a key press takes to the next pair and how many keys a decision. The data is that of the bench `million`, built
 * where it is not there and kept for the next time. Each run decides some thousands of its pairs. Pairs are handed out in the order of import, or in
 * another order of the queue; with `order=gaps`, gains go on being counted behind the reviewers.
 */
export async function reviewAtAMillion(args: readonly string[]): Promise<Row[]> {
  const [pairs = 1_000_000] = args.filter((arg) => /^\d+$/.test(arg)).map(Number)
  const order = orderAsked(args)
  const datasetId = await build(pairs)
  const home = await mkdtemp(join(tmpdir(), 'pincer-bench-review-'))
  const postgres = await startEmbedded({ dataDir: benchHome() })
  try {
    const url = await databaseOf(postgres, pairs)
    say('building and starting the application')
    const notes = join(home, 'notes.jsonl')
    const app = await startApp({ home, databaseUrl: url, patienceMs: 1_200_000, env: { PINCER_PROBE: notes, NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'probe.ts')).href}` } })
    try {
      const bench: Bench = { pairs, datasetId, url, app, notes, lead: await owner(app.baseUrl, app.signInLink), postgres: postmasterOf(postgres) }
      await quiet(bench.lead)
      await inOrder(bench, order)
      const wanted = ['server', 'browser'].filter((part) => args.includes(part))
      const rows = wanted.length === 0 || wanted.includes('server') ? await atServer(bench) : []
      if (wanted.length === 0 || wanted.includes('browser')) rows.push(...(await inBrowser(bench)))
      bench.lead.leave()
      return rows
    } finally {
      await app.stop()
    }
  } finally {
    await postgres.stop()
    await rm(home, { recursive: true, force: true })
  }
}

/** The dataset's id. Building needs no durable Postgres, for it goes on where it was. */
async function build(pairs: number): Promise<string> {
  const postgres = await startEmbedded({ dataDir: benchHome(), durable: false })
  try {
    say(`${pairs.toLocaleString('en')} pairs:`)
    return await loadPairs(await databaseOf(postgres, pairs), pairs, say)
  } finally {
    await postgres.stop()
  }
}

interface Bench {
  pairs: number
  datasetId: string
  url: string
  app: App
  lead: Person
  /** Where the web server's probe writes. */
  notes: string
  /** The process of Postgres that all its others are below. */
  postgres: number
}

/** The order that `order=` names, else that of import. */
function orderAsked(args: readonly string[]): QueueOrder {
  const asked = args.find((arg) => arg.startsWith('order='))?.slice('order='.length) ?? 'id'
  const order = queueOrders.find((known) => known === asked)
  if (!order) throw new Error(`order=${asked}: there is no such order; there are ${queueOrders.join(', ')}`)
  return order
}

/** Has pairs handed out in an order from now on. */
async function inOrder({ datasetId, lead }: Bench, order: QueueOrder): Promise<void> {
  await lead.patch(`/api/v1/datasets/${datasetId}`, { policy: { order } })
  if (order !== 'gaps') return
  say('until the first gains are counted')
  while ((await lead.get<{ gaps: GapsView | null }>(`/api/v1/datasets/${datasetId}/gaps`)).gaps === null) await sleep(500)
}

function postmasterOf({ clusterFolder }: EmbeddedPostgres): number {
  return Number(readFileSync(join(clusterFolder, 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** Waits until the worker has made the sample that a new installation has. */
async function quiet(person: Person): Promise<void> {
  for (;;) {
    const { runs } = await person.get<RunPage>('/api/v1/runs?limit=50')
    if (runs.every(({ status }) => endedStatuses.includes(status))) return
    await sleep(500)
  }
}

/** Does it and tells on stderr where the time went meanwhile: in the web server and in Postgres. */
async function explained<T>({ url, notes }: Bench, work: () => Promise<T>): Promise<T> {
  const stop = await watchWaits(url)
  const from = Date.now()
  let waits: string[] = []
  // Also where the work fails, lest what watches fails behind it and says so instead.
  const answer = await work().finally(async () => {
    waits = await stop()
  })
  const to = Date.now()
  await sleep(1500)
  for (const line of [...whereItWent(notedBetween(notes, from, to)), 'Postgres at any moment:', ...waits]) say(line)
  return answer
}

async function atServer(bench: Bench): Promise<Row[]> {
  const { pairs, datasetId, url, app, lead, postgres } = bench
  const team = await reviewers(app.baseUrl, lead, people)
  say(`${people} reviewers, warming up`)
  await reviewAtOnce(team, datasetId, { seconds: 5, pauseMs: 500 })
  const paced: { pauseMs: number; worked: Worked }[] = []
  for (const { pauseMs, seconds } of paces) {
    say(`${people} reviewers, an act each ${pauseMs} ms`)
    paced.push({ pauseMs, worked: await explained(bench, () => reviewAtOnce(team, datasetId, { seconds, pauseMs })) })
  }
  say(`${people} reviewers without a pause`)
  const spent = () => ({ web: processorTime(app.pid, 'next-server'), postgres: processorTime(postgres) })
  const before = spent()
  const flatOut = await explained(bench, () => reviewAtOnce(team, datasetId, { seconds: 15, pauseMs: 0 }))
  const after = spent()
  say('one kind of request after the other')
  const each = await spentByKind(team, datasetId, 10, spent)
  for (const person of team) person.leave()
  say('the bare transaction')
  const idle = spent().postgres
  const seconds = 10
  const bare = await bareDecisions(url, datasetId, { clients: people, seconds })
  const bareMs = (processorTime(postgres) - idle) / (bare.perSecond * seconds)
  const requests = flatOut.sentMs.length + flatOut.pagesMs.length
  const { decisions } = flatOut
  const reference = 'wanted at most (p99)'
  const waited = (what: string, times: readonly number[], shares: readonly number[]): Row[] =>
    shares.map((share) => ({ what: `${what}, p${share * 100} of ${times.length}`, unit: 'ms', ours: quantile(times, share), reference, theirs: wantedMs.decisions }))
  return [
    ...paced.flatMap(({ pauseMs, worked }) => [
      ...waited(`\`decisions\`, ${pairs.toLocaleString('en')} pairs, ${people} reviewers, each an act every ${pauseMs} ms (${(worked.decisions / worked.seconds).toFixed(0)} decisions/s)`, worked.sentMs, [0.5, 0.95, 0.99]),
      ...waited(`next pairs, the same`, worked.pagesMs, [0.5, 0.99]),
    ]),
    ...waited(`\`decisions\`, ${people} reviewers without a pause`, flatOut.sentMs, [0.5, 0.95, 0.99]),
    { what: `decisions, ${people} reviewers without a pause, ${(requests / flatOut.seconds).toFixed(0)} requests/s`, unit: 'decisions/s', ours: decisions / flatOut.seconds, reference: bare.by, theirs: bare.perSecond },
    { what: 'Postgres, processor time a decision, next pairs included', unit: 'ms', ours: (after.postgres - before.postgres) / decisions, reference: bare.by, theirs: bareMs },
    ...(['decisions', 'pages'] as const).flatMap((kind): Row[] => {
      const what = `processor time a ${kind === 'decisions' ? 'decision, alone in its request' : 'fetch of the next three pairs'}, of ${each[kind].requests}`
      return (['web', 'postgres'] as const).map((part) => ({ what: `${part === 'web' ? 'web server' : 'Postgres'}, ${what}`, unit: 'ms', ours: each[kind][part], reference: 'Postgres, the bare transaction', theirs: bareMs }))
    }),
    { what: 'web server, processor time a request', unit: 'ms', ours: (after.web - before.web) / requests, reference: 'Postgres, the bare transaction', theirs: bareMs },
  ]
}

async function inBrowser({ pairs, datasetId, url, app, lead }: Bench): Promise<Row[]> {
  say(`${byKeys} pairs by keys in the browser`)
  const before = await decisionsOfOwner(url)
  const { keys, movesMs } = await reviewByKeys(app.baseUrl, lead, datasetId, byKeys)
  const decisions = (await decisionsOfOwner(url)) - before
  const moved = (share: number): Row => ({
    what: `key press to next pair painted, ${pairs.toLocaleString('en')} pairs, p${share * 100} of ${movesMs.length}`,
    unit: 'ms',
    ours: quantile(movesMs, share),
    reference: 'wanted at most (p95)',
    theirs: wantedMs.painted,
  })
  return [moved(0.5), moved(0.95), { what: `keys a decision, ${decisions.toLocaleString('en')} decisions on ${movesMs.length} pairs`, unit: 'keys', ours: keys / decisions, reference: 'a key each', theirs: 1 }]
}

async function decisionsOfOwner(url: string): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM "Decision" d JOIN "User" u ON u.id = d."reviewerId" WHERE u.role = 'owner' AND d.kind <> 'undo'`)
  await client.end()
  return rows[0]?.n ?? 0
}
