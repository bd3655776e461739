/**
 * Measures a reference corpus: how long, how structured, how punctuated its responses are. The rarity of constraints is read off this table.
 * node scripts/run.mjs scripts/reference-measures.ts FILE [HOW MANY]
 * FILE holds pairs in any format that import reads; the same file gives the same table. Only numbers are kept, no text.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#lib/config/paths.ts'
import { checkConstraint } from '#lib/constraints/index.ts'
import { probes } from '#lib/constraints/rarity.ts'
import { previewSource } from '#lib/pairs/detect.ts'
import { readPairs } from '#lib/pairs/read.ts'
import { seededRng } from '#lib/random.ts'

const [file, wanted = '1000'] = process.argv.slice(2)
if (!file) {
  console.error('usage: node scripts/run.mjs scripts/reference-measures.ts FILE [HOW MANY]')
  process.exit(2)
}

const rng = seededRng('reference corpus')
const kept: string[] = []
let seen = 0
for await (const item of readPairs(file, (await previewSource(file)).mapping)) {
  if (item.kind !== 'pair') continue
  seen++
  // Reservoir sampling: every response has the same chance, whatever the length of the file.
  if (kept.length < Number(wanted)) kept.push(item.record.response)
  else {
    const place = rng.int(0, seen - 1)
    if (place < kept.length) kept[place] = item.record.response
  }
}
const rows = kept.map((response) => probes.map(({ id, kwargs }) => checkConstraint({ id, kwargs }, response).measured))
const table = { measures: probes.map(({ measure }) => measure), rows }
writeFileSync(join(projectRoot, 'lib', 'constraints', 'reference-measures.json'), `{\n"measures": ${JSON.stringify(table.measures)},\n"rows": [\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n}\n`)
console.log(`${rows.length} responses of ${seen} measured by ${probes.length} measures.`)
