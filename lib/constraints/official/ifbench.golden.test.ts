import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { byId, evaluateLoose, evaluateStrict } from './evaluate.ts'
import type { ResponseRow } from './evaluate.ts'
import { ifbenchGrades } from './ifbench/grades.ts'
import { ifbenchInstructions } from './ifbench/registry.ts'

const folder = process.env.PINCER_REFERENCE_DATA
if (folder === undefined) console.log('skipped: IFBench verdicts (PINCER_REFERENCE_DATA names no folder)')

/** Decided by a tagger and by a syllable dictionary that are only approximated here. */
const approximated = new Set(['words:start_verb', 'words:odd_even_syllables'])
const instructions = byId(ifbenchInstructions)

interface GoldenRow extends ResponseRow {
  key: string
  strict: boolean[]
  loose: boolean[]
}

function rows<Row>(file: string): Row[] {
  const text = readFileSync(join(folder ?? '', 'ifbench', file), 'utf8')
  return text.trim().split('\n').map((line): Row => JSON.parse(line))
}

test.skipIf(folder === undefined)('verdicts equal the official ones', () => {
  let decided = 0
  const disagreements: string[] = []
  for (const row of rows<GoldenRow>('sample-a.jsonl')) {
    const verdicts = { strict: evaluateStrict(instructions, row), loose: evaluateLoose(instructions, row) }
    for (const mode of ['strict', 'loose'] as const) {
      row.instruction_id_list.forEach((id, index) => {
        decided++
        if (verdicts[mode][index] !== row[mode][index]) disagreements.push(`${id} ${mode} ${row.key}`)
      })
    }
  }
  if (disagreements.length > 0) console.log(disagreements.join('\n'))
  expect(decided).toBeGreaterThan(300)
  expect(disagreements.filter((text) => !approximated.has(text.split(' ')[0] ?? ''))).toEqual([])
  expect(disagreements.length / decided).toBeLessThanOrEqual(0.01)
})

test.skipIf(folder === undefined)('every instruction of the 300 prompts can be decided with its arguments', () => {
  const prompts = rows<ResponseRow>('input_data.jsonl')
  const own = prompts.filter((row) => row.instruction_id_list.every((id) => instructions.has(id)))
  expect(prompts).toHaveLength(300)
  for (const row of own) expect(() => evaluateStrict(instructions, { ...row, response: 'Some answer.' })).not.toThrow()
  expect(new Set(own.flatMap((row) => row.instruction_id_list))).toEqual(new Set(ifbenchGrades.keys()))
})
