import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { byId, evaluateLoose, evaluateStrict } from '#lib/constraints/official/evaluate.ts'
import { ifevalInstructions } from '#lib/constraints/official/ifeval/registry.ts'
import { perSecond, type Row } from './table.ts'

const row = z.object({
  prompt: z.string(),
  instruction_id_list: z.array(z.string()),
  kwargs: z.array(z.record(z.string(), z.unknown()).nullable()),
  response: z.string(),
})

/**
 * IFEval's 25 instructions, strict and loose, over the answers of the reference data, against the official verifier where
 * PINCER_IFEVAL names a command that verifies the file it is given and prints nothing (such as a script around google-research's
 * instruction_following_eval), else against counting the words of the same texts. Nothing without the reference data.
 */
export async function ifevalAgainstOfficial(): Promise<Row[]> {
  const reference = process.env.PINCER_REFERENCE_DATA
  if (!reference) return []
  const folder = join(reference, 'ifeval')
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl.gz'))
  const answers = files.flatMap((name) => gunzipSync(readFileSync(join(folder, name))).toString().trimEnd().split('\n').map((line) => row.parse(JSON.parse(line))))
  const instructions = byId(ifevalInstructions)
  for (const answer of answers.slice(0, 100)) evaluateLoose(instructions, answer)
  const ours = await perSecond(() => {
    for (const answer of answers) {
      evaluateStrict(instructions, answer)
      evaluateLoose(instructions, answer)
    }
    return answers.length
  })
  return [{ what: `IFEval, strict and loose, ${answers.length} answers`, unit: 'answers/s', ours, ...(await official(folder, files, answers.length) ?? (await counting(answers))) }]
}

async function official(folder: string, files: string[], answers: number): Promise<Pick<Row, 'reference' | 'theirs'> | null> {
  const command = process.env.PINCER_IFEVAL
  if (!command) return null
  const theirs = await perSecond(() => {
    for (const name of files) {
      const { status } = spawnSync(command, [join(folder, name)], { stdio: ['ignore', 'ignore', 'inherit'] })
      if (status !== 0) throw new Error(`${command} failed on ${name}`)
    }
    return answers
  })
  return { reference: 'the official verifier', theirs }
}

async function counting(answers: { response: string }[]): Promise<Pick<Row, 'reference' | 'theirs'>> {
  let words = 0
  const theirs = await perSecond(() => {
    for (const { response } of answers) words += response.match(/[\p{L}\p{N}_]+/gu)?.length ?? 0
    return answers.length
  })
  return { reference: `counting their ${words} words`, theirs }
}
