/**
 * npm run bench: prints a table of how fast Pincer is, each figure as a ratio to a named reference that does comparable work in
 * the same run on the same machine. Nothing here is asserted. Real data from PINCER_REFERENCE_DATA where set, else the sample.
 */
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generationAgainstBareHttp } from './generation.ts'
import { ifevalAgainstOfficial } from './ifeval.ts'
import { importAgainstCopy } from './import.ts'
import { miningAgainstSplitting } from './mining.ts'
import type { Row } from './table.ts'
import { printTable } from './table.ts'

const home = await mkdtemp(join(tmpdir(), 'pincer-bench-'))
process.env.PINCER_HOME = home
try {
  const rows: Row[] = [...(await miningAgainstSplitting()), ...(await ifevalAgainstOfficial()), ...(await importAgainstCopy(home)), ...(await generationAgainstBareHttp(join(home, 'generation')))]
  printTable(rows)
} finally {
  rmSync(home, { recursive: true, force: true })
}
