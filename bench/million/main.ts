import { rmSync } from 'node:fs'
import { disconnect, pool } from '#lib/db/client.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { warmUp } from '#lib/db/warm-up.ts'
import { datasetStatistics } from '#lib/stats/dataset-statistics.ts'
import { gradePairs } from '#lib/stats/grades/grade-pairs.ts'
import { countGreatDatasets } from '#lib/stats/keep-counting.ts'
import { printLatencies } from '../table.ts'
import { benchHome, databaseOf } from './database.ts'
import { loadPairs } from './load.ts'
import { measureAll, timed, type Measured } from './measure.ts'
import { scenariosOf } from './scenarios.ts'

const say = (text: string) => console.error(text)

/**
 * `npm run bench -- million [PAIRS [FEW]] [only=TEXT] [without=TEXT] [delete]`: browse and statistics at a million pairs with seven million constraints, against bare SQL on the
 * same Postgres and against the same dataset at ten thousand. The data stays in PINCER_HOME (or a folder of its own) for the next time, a run that is
 * killed goes on with it, and `delete` removes it;
 * `only` measures what has that text in its name, `without` leaves out what has.
 */
export async function browseAtAMillion(args: readonly string[]): Promise<void> {
  const home = benchHome()
  const [pairs = 1_000_000, few = 10_000] = args.filter((arg) => /^\d+$/.test(arg)).map(Number)
  if (args.includes('delete')) return rmSync(home, { recursive: true, force: true })
  const [only, without] = ['only=', 'without='].map((name) => args.find((arg) => arg.startsWith(name))?.slice(name.length))
  const isAsked = (what: string) => what.includes(only ?? '') && !(without && what.includes(without))
  const [many, small] = [await measureDatabase(home, pairs, isAsked), await measureDatabase(home, few, isAsked)]
  const counts = [pairs, few].map((n) => n.toLocaleString('en'))
  printLatencies(`${counts[0] ?? ''} pairs`, `${counts[1] ?? ''} pairs`, many.map((row) => ({ ...row, few: small.find(({ what }) => what === row.what)?.ours })))
}

async function measureDatabase(home: string, pairs: number, isAsked: (what: string) => boolean): Promise<Measured[]> {
  let postgres = await startEmbedded({ dataDir: home, durable: false })
  try {
    say(`${pairs.toLocaleString('en')} pairs:`)
    const datasetId = await loadPairs(await databaseOf(postgres, pairs), pairs, say)
    // As the worker does, so that who asks for a grade or a part finds it measured and counted.
    process.env.DATABASE_URL = await databaseOf(postgres, pairs)
    if ((await gradePairs(datasetId)) > 0) await pool().query('VACUUM ANALYZE "PairGrade"')
    const { signal } = new AbortController()
    await countGreatDatasets(signal, (piece) => piece(signal))
    await disconnect()
    // All that the server had in memory goes; what the system has cached of its files stays.
    await postgres.stop()
    postgres = await startEmbedded({ dataDir: home, durable: false })
    process.env.DATABASE_URL = await databaseOf(postgres, pairs)
    const cold = await timed(() => datasetStatistics(datasetId))
    const coldRow = { what: 'statistics page, once, after a restart of Postgres', target: 300, ours: { p50: cold, p95: cold }, bare: { p50: Number.NaN, p95: Number.NaN } }
    // So does the worker, once it has started.
    await warmUp(signal)
    const asked = (await scenariosOf(datasetId)).filter(({ what }) => isAsked(what))
    return [...(await measureAll(asked, say)), coldRow]
  } finally {
    await disconnect()
    await postgres.stop()
  }
}
