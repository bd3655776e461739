import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { previewSource } from './detect.ts'
import { collect } from './pair-record.fixture.ts'
import { readPairs } from './read.ts'

const folder = process.env['PINCER_REFERENCE_DATA']
if (folder === undefined) console.info('skipped: PINCER_REFERENCE_DATA names no folder of reference data')

async function readReference(name: string) {
  const path = join(folder ?? '', name)
  const preview = await previewSource(path)
  const items = await collect(readPairs(path, preview.mapping))
  const records = items.flatMap((item) => (item.kind === 'pair' ? [item.record] : []))
  return { preview, items, records }
}

describe.skipIf(folder === undefined)('reference data', () => {
  test("all 51,924 of Alpaca's records are pairs", async () => {
    const { preview, items, records } = await readReference('alpaca-52k.jsonl.gz')
    expect(preview).toMatchObject({ container: 'jsonl', gzip: true, format: 'alpaca' })
    expect(items).toHaveLength(51_924)
    expect(records).toHaveLength(51_924)
  })

  test("Crab's 20 records carry 85 rule-made constraints among theirs", async () => {
    const { preview, records } = await readReference('crab-sample.json')
    expect(preview).toMatchObject({ container: 'json', format: 'crab' })
    expect(records).toHaveLength(20)
    const ruleTypes = new Set(['Digit', 'Paragraph', 'Sentence', 'Word', 'Keyword', 'Punctuation'])
    const made = records.flatMap((record) => record.constraints.filter(({ rawType }) => ruleTypes.has(rawType)))
    expect(made).toHaveLength(85)
  })

  test("IFEval's answers are a table of prompt and response", async () => {
    const { preview, items, records } = await readReference('ifeval/gpt-4-2023-11-07.jsonl.gz')
    expect(preview.mapping).toEqual({ format: 'table', columns: { id: 'key', instruction: 'prompt', response: 'response' } })
    expect(records).toHaveLength(items.length)
    expect(records[0]?.meta).toHaveProperty('instruction_id_list')
  })
})
