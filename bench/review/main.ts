import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { startEmbedded } from '#lib/db/embedded.ts'
import { startApp } from '../../e2e/support/app.ts'
import { benchHome, databaseOf } from '../million/database.ts'
import { loadPairs } from '../million/load.ts'
import type { Row } from '../table.ts'
import { quantile, reviewAtOnce, type Worked } from './at-work.ts'
import { bareDecisions } from './bare.ts'
import { reviewByKeys, type ReviewedByKeys } from './browser.ts'
import { owner, reviewers } from './person.ts'

const people = 32
const byKeys = 200
/** Between two acts of one reviewer, where they review at a pace that is still faster than anybody reads. */
const pauseMs = 500
const wantedMs = { painted: 50, decisions: 25 }
const say = (text: string): void => console.error(text)

/**
 * `npm run bench -- review [PAIRS]`: reviewing a million pairs with seven million constraints, on the built application and a Postgres that keeps
 * what it says it keeps: what 32 reviewers at once wait for their decisions, how many a second are taken beside the bare transaction on the same
 * Postgres, and in the browser how long a key press takes to the next pair and how many keys a decision. The data is that of the bench `million`, built
 * where it is not there and kept for the next time. Each run decides some thousands of its pairs.
 */
export async function reviewAtAMillion(args: readonly string[]): Promise<Row[]> {
  const [pairs = 1_000_000] = args.filter((arg) => /^\d+$/.test(arg)).map(Number)
  const datasetId = await build(pairs)
  const home = await mkdtemp(join(tmpdir(), 'pincer-bench-review-'))
  const postgres = await startEmbedded({ dataDir: benchHome() })
  try {
    const url = await databaseOf(postgres, pairs)
    say('building and starting the application')
    const app = await startApp({ home, databaseUrl: url })
    try {
      const lead = await owner(app.baseUrl, app.signInLink)
      const team = await reviewers(app.baseUrl, lead, people)
      say(`${people} reviewers, warming up`)
      await reviewAtOnce(team, datasetId, { seconds: 5, pauseMs })
      say(`${people} reviewers, an act each ${pauseMs} ms`)
      const paced = await reviewAtOnce(team, datasetId, { seconds: 25, pauseMs })
      say(`${people} reviewers without a pause`)
      const flatOut = await reviewAtOnce(team, datasetId, { seconds: 15, pauseMs: 0 })
      for (const person of team) person.leave()
      say('the bare transaction')
      const bare = await bareDecisions(url, datasetId, { clients: people, seconds: 10 })
      say(`${byKeys} pairs by keys in the browser`)
      const before = await decisionsOfOwner(url)
      const reviewed = await reviewByKeys(app.baseUrl, lead, datasetId, byKeys)
      const decisions = (await decisionsOfOwner(url)) - before
      lead.leave()
      return [...atServer(pairs, paced, flatOut, bare), ...inBrowser(pairs, reviewed, decisions)]
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

async function decisionsOfOwner(url: string): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM "Decision" d JOIN "User" u ON u.id = d."reviewerId" WHERE u.role = 'owner' AND d.kind <> 'undo'`)
  await client.end()
  return rows[0]?.n ?? 0
}

function atServer(pairs: number, paced: Worked, flatOut: Worked, bare: { perSecond: number; by: string }): Row[] {
  const size = `${pairs.toLocaleString('en')} pairs`
  const waited = (what: string, times: readonly number[], shares: readonly number[]): Row[] =>
    shares.map((share) => ({ what: `${what}, p${share * 100} of ${times.length}`, unit: 'ms', ours: quantile(times, share), reference: 'wanted at most (p99)', theirs: wantedMs.decisions }))
  const rate = flatOut.decisions / flatOut.seconds
  return [
    ...waited(`\`decisions\`, ${size}, ${people} reviewers, each an act every ${pauseMs} ms (${(paced.decisions / paced.seconds).toFixed(0)} decisions/s)`, paced.sentMs, [0.5, 0.95, 0.99]),
    ...waited(`next pairs, the same`, paced.pagesMs, [0.5, 0.99]),
    ...waited(`\`decisions\`, ${people} reviewers without a pause`, flatOut.sentMs, [0.5, 0.95, 0.99]),
    { what: `decisions, ${people} reviewers without a pause, ${(flatOut.sentMs.length / flatOut.seconds).toFixed(0)} requests/s`, unit: 'decisions/s', ours: rate, reference: bare.by, theirs: bare.perSecond },
  ]
}

function inBrowser(pairs: number, { keys, movesMs }: ReviewedByKeys, decisions: number): Row[] {
  const moved = (share: number): Row => ({
    what: `key press to next pair painted, ${pairs.toLocaleString('en')} pairs, p${share * 100} of ${movesMs.length}`,
    unit: 'ms',
    ours: quantile(movesMs, share),
    reference: 'wanted at most (p95)',
    theirs: wantedMs.painted,
  })
  return [moved(0.5), moved(0.95), { what: `keys a decision, ${decisions.toLocaleString('en')} decisions on ${movesMs.length} pairs`, unit: 'keys', ours: keys / decisions, reference: 'a key each', theirs: 1 }]
}
