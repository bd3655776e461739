import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rm, symlink, mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'
import { withRewardServer } from '#lib/rewards/reward-server.fixture.ts'
import { useInstallation } from '#lib/runs/installation.fixture.ts'

useInstallation()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pincer-rewards-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('the package gives the same checkers as pincer/constraints', async () => {
  await mkdir(join(folder, 'node_modules'))
  // As npm installs a folder.
  await symlink(projectRoot, join(folder, 'node_modules', 'pincer'))
  await writeFile(join(folder, 'use.mjs'), `
    import { reward, checkConstraint, compileConstraint } from 'pincer/constraints'
    const { checker } = compileConstraint('Do not use any commas.')
    const given = reward({ response: 'One, two.', instruction_id_list: ['punctuation:no_comma', 'pincer:word_count'], kwargs: [{}, { max: 5 }], prompt: '' })
    console.log(JSON.stringify([checkConstraint(checker, 'One, two.').outcome, given.strict]))
  `)
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'use.mjs')])
  expect(JSON.parse(stdout)).toEqual(['fail', 0.5])
})

const python = process.env.PINCER_PYTHON?.split(delimiter)[0] || 'python3'
const hasPython = canRun(['-c', 'import json, urllib.request'])
if (!hasPython) process.stderr.write(`The reward function in Python is not tested: ${python} does not run\n`)

function canRun(args: string[]): boolean {
  try {
    execFileSync(python, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

it.skipIf(!hasPython)('the reward function for TRL of the documentation asks over HTTP, plain and conversational', async () => {
  const script = `
import json, sys
sys.path.insert(0, ${JSON.stringify(join(projectRoot, 'docs'))})
from pincer_reward import pincer_reward
ids = [["punctuation:no_comma"], ["punctuation:no_comma", "length_constraints:number_words"]]
kwargs = [[{}], [None, {"num_words": 2, "relation": "at least"}]]
plain = pincer_reward(prompts=["Say it.", "Say it."], completions=["No commas", "One, two"], instruction_id_list=ids, kwargs=kwargs)
chat = pincer_reward(prompts=[[{"role": "user", "content": "Say it."}]], completions=[[{"role": "assistant", "content": "One \\ud83d\\ude00 two"}]], instruction_id_list=ids[1:], kwargs=[json.dumps(kwargs[1])])
print(json.dumps([plain, chat]))
`
  await withRewardServer(async (variables) => {
    const { stdout } = await promisify(execFile)(python, ['-c', script], { env: { ...process.env, ...variables, PYTHONDONTWRITEBYTECODE: '1' } })
    expect(JSON.parse(stdout)).toEqual([[1, 0.5], [1]])
  })
})
