/** One measurement: ours against a reference, both in the same unit of work a second. */
export interface Row {
  what: string
  unit: string
  ours: number
  reference: string
  theirs: number
}

/** Prints the rows as a markdown table on stdout. */
export function printTable(rows: Row[]): void {
  console.log('| what | Pincer | reference | | ratio |\n|---|---|---|---|---|')
  for (const { what, unit, ours, reference, theirs } of rows) {
    console.log(`| ${what} | ${round(ours)} ${unit} | ${reference} | ${round(theirs)} ${unit} | ${(ours / theirs).toFixed(3)} |`)
  }
}

/** How long something takes in milliseconds: in a great dataset, as bare SQL in the same one, and in a small dataset. */
export interface LatencyRow {
  what: string
  /** Null where nobody waits for it. */
  target: number | null
  ours: { p50: number; p95: number }
  bare: { p50: number; p95: number }
  few?: { p50: number; p95: number } | undefined
}

/** Milliseconds below which a row that takes more than twice what it takes among few is told apart: a blink, and where chance decides. */
const blink = 10

/** Prints latencies as a markdown table on stdout, and how many rows are as wanted; ratios are of p95, and below 1 where Pincer is faster. */
export function printLatencies(great: string, small: string, rows: readonly LatencyRow[]): void {
  const ms = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? '' : value >= 10 ? value.toFixed(0) : value.toFixed(1))
  const ratio = (value: number, to: number | undefined) => (to === undefined || Number.isNaN(to) ? '' : (value / to).toFixed(2))
  console.log(`| ms, ${great} | p50 | p95 | wanted | bare SQL p50 | p95 | ratio | p95, ${small} | ratio |\n|---|---|---|---|---|---|---|---|---|`)
  for (const { what, target, ours, bare, few } of rows) {
    const verdict = target === null ? '' : `${target}${ours.p95 <= target ? '' : ': missed'}`
    console.log(`| ${what} | ${ms(ours.p50)} | ${ms(ours.p95)} | ${verdict} | ${ms(bare.p50)} | ${ms(bare.p95)} | ${ratio(ours.p95, bare.p95)} | ${ms(few?.p95)} | ${ratio(ours.p95, few?.p95)} |`)
  }
  const wanted = rows.flatMap(({ target, ours, few }) => (target === null ? [] : [{ within: ours.p95 <= target, twice: ours.p95 <= 2 * (few?.p95 ?? Number.NaN), blink: ours.p95 <= blink }]))
  const count = (holds: (row: (typeof wanted)[number]) => boolean) => wanted.filter(holds).length
  console.log(
    `\nOf ${wanted.length} rows that somebody waits for, ${count(({ within }) => within)} are within what is wanted. ` +
      `${count(({ twice }) => twice)} take at most twice the p95 of ${small}, ${count((row) => !row.twice && row.blink)} more than that and at most ${blink} ms, ${count((row) => !row.twice && !row.blink)} more than both.`,
  )
}

/** Runs `work` and gives what it did per second: it returns how much that was. */
export async function perSecond(work: () => Promise<number> | number): Promise<number> {
  const begun = performance.now()
  const done = await work()
  return done / ((performance.now() - begun) / 1000)
}

/** The most that `perSecond` gives in some runs, after one that only warms up: what the work takes when nothing disturbs it. */
export async function best(runs: number, work: () => Promise<number> | number): Promise<number> {
  await work()
  let most = 0
  for (let run = 0; run < runs; run++) most = Math.max(most, await perSecond(work))
  return most
}

/** Where the pairs come from: 51,924 Alpaca records if the reference data is there, else the shipped sample. */
export function pairsFile(): string {
  const reference = process.env.PINCER_REFERENCE_DATA
  return reference ? `${reference}/alpaca-52k.jsonl.gz` : new URL('../prisma/sample/pairs.jsonl', import.meta.url).pathname
}

function round(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
}
