/**
 * npm run bench: prints a table of how fast Pincer is, each figure as a ratio to a named reference that does comparable work in
 * the same run on the same machine. `npm run bench -- export` runs one of them. Nothing here is asserted.
 * `npm run bench -- million` and `npm run bench -- review` are not among them: see million/main.ts and review/main.ts. Real data from PINCER_REFERENCE_DATA where set, else the sample.
 */
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportAgainstCopy } from './export.ts'
import { generationAgainstBareHttp } from './generation.ts'
import { ifevalAgainstOfficial } from './ifeval.ts'
import { importAgainstCopy } from './import.ts'
import { browseAtAMillion } from './million/main.ts'
import { miningAgainstPython } from './mining.ts'
import { reviewAtAMillion } from './review/main.ts'
import type { Row } from './table.ts'
import { printTable } from './table.ts'

if (process.argv[2] === 'million') {
  await browseAtAMillion(process.argv.slice(3))
  process.exit()
}
if (process.argv[2] === 'review') {
  printTable(await reviewAtAMillion(process.argv.slice(3)))
  process.exit()
}
const home = await mkdtemp(join(tmpdir(), 'pincer-bench-'))
process.env.PINCER_HOME = home
try {
  const benches: Record<string, () => Promise<Row[]>> = {
    mining: miningAgainstPython,
    ifeval: ifevalAgainstOfficial,
    import: () => importAgainstCopy(join(home, 'import')),
    export: () => exportAgainstCopy(join(home, 'export')),
    generation: () => generationAgainstBareHttp(join(home, 'generation')),
  }
  const wanted = process.argv.slice(2)
  const rows: Row[] = []
  for (const [name, measure] of Object.entries(benches)) if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await measure()))
  printTable(rows)
} finally {
  rmSync(home, { recursive: true, force: true })
}
