import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { byId, evaluateBoth } from '#lib/constraints/official/evaluate.ts'
import { ifevalInstructions } from '#lib/constraints/official/ifeval/registry.ts'
import { officialPython } from './official-python.ts'
import { best, perSecond, type Row } from './table.ts'

const row = z.object({
  prompt: z.string(),
  instruction_id_list: z.array(z.string()),
  kwargs: z.array(z.record(z.string(), z.unknown()).nullable()),
  response: z.string(),
})

const measured = z.object({ package: z.string(), seconds: z.number(), answers: z.number(), same: z.number(), verdicts: z.number() })

/**
 * IFEval's 25 instructions, strict and loose, over the answers of the reference data, on one thread: against the official Python
 * checks where PINCER_PYTHON (python3 by default) has them, else against counting the words of the same texts. Both are measured
 * once warm, without reading files and loading models. Nothing without the reference data.
 */
export async function ifevalAgainstOfficial(): Promise<Row[]> {
  const reference = process.env.PINCER_REFERENCE_DATA
  if (!reference) return []
  const folder = join(reference, 'ifeval')
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl.gz')).map((name) => join(folder, name))
  const answers = files.flatMap((file) => gunzipSync(readFileSync(file)).toString().trimEnd().split('\n').map((line) => row.parse(JSON.parse(line))))
  const instructions = byId(ifevalInstructions)
  const ours = await best(3, () => {
    for (const answer of answers) evaluateBoth(instructions, answer)
    return answers.length
  })
  return [{ what: `IFEval, strict and loose, ${answers.length} answers`, unit: 'answers/s', ours, ...(official(files) ?? (await counting(answers))) }]
}

function official(files: readonly string[]): Pick<Row, 'reference' | 'theirs'> | null {
  const run = officialPython('official_ifeval.py', { args: files }, measured)
  if (!run) return null
  const { package: name, seconds, answers, same, verdicts } = run
  return { reference: `official Python checks, ${name} (${same} of ${verdicts} verdicts as recorded)`, theirs: answers / seconds }
}

async function counting(answers: { response: string }[]): Promise<Pick<Row, 'reference' | 'theirs'>> {
  let words = 0
  const theirs = await perSecond(() => {
    for (const { response } of answers) words += response.match(/[\p{L}\p{N}_]+/gu)?.length ?? 0
    return answers.length
  })
  return { reference: `counting their ${words} words`, theirs }
}
