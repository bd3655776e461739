import { execFile, execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '#lib/config/paths.ts'
import { rewardOf } from '#lib/rewards/reward.ts'

const run = promisify(execFile)

/** Nodes to try: this one, the one on the PATH, and any others that PINCER_NODES names, parted by colons. */
const nodes = [...new Set([process.execPath, ...(process.env.PINCER_NODES ?? '').split(':').filter(Boolean), 'node'])].filter((node) => {
  try {
    return Number(execFileSync(node, ['-p', 'parseInt(process.versions.node)'], { encoding: 'utf8' })) >= 18
  } catch {
    return false
  }
})

let folder: string
let project: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pincer-package-'))
  project = join(folder, 'project')
  await mkdir(project)
  await writeFile(join(project, 'package.json'), '{ "name": "empty", "private": true }')
  const { stdout } = await run(process.execPath, [join(projectRoot, 'scripts/run.mjs'), 'scripts/build-constraints.ts', join(folder, 'built')])
  const packed = stdout.trim().split('\n').at(-1) ?? ''
  await run('npm', ['install', packed, '--offline', '--no-audit', '--no-fund', '--cache', join(folder, 'cache')], { cwd: project })
}, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const items = [
  { response: 'One, two.', instruction_id_list: ['punctuation:no_comma', 'pincer:word_count'], kwargs: [{}, { max: 5 }], prompt: '' },
  { response: 'Das ist ein deutscher Satz, und noch einer, der recht lang ist.', instruction_id_list: ['language:response_language'], kwargs: [{ language: 'de' }], prompt: '' },
  { response: 'SECTION 1\nFirst, some words.\nSECTION 2\nMore.', instruction_id_list: ['detectable_format:multiple_sections'], kwargs: [{ section_spliter: 'SECTION', num_sections: 2 }], prompt: '' },
  { response: '- one\n- two\n\n*three*', instruction_id_list: ['detectable_format:number_bullet_lists', 'no:such'], kwargs: [{ num_bullets: 2 }, {}], prompt: '' },
]

describe('the packed package, installed into an empty project without a network', () => {
  it.each(nodes)('gives the same rewards under %s', async (node) => {
    await writeFile(join(project, 'use.mjs'), `
      import { reward, checkConstraint, compileConstraint } from 'pincer/constraints'
      const compiled = compileConstraint('Do not use any commas.')
      console.log(JSON.stringify({ checked: checkConstraint(compiled.checker, 'One, two.').outcome, rewards: ${JSON.stringify(items)}.map(reward) }))
    `)
    const { stdout } = await run(node, ['use.mjs'], { cwd: project })
    expect(JSON.parse(stdout)).toEqual({ checked: 'fail', rewards: JSON.parse(JSON.stringify(items.map(rewardOf))) })
  })

  it('has types', async () => {
    await writeFile(join(project, 'use.ts'), `
      import { reward, compileConstraint, type Reward, type CheckResult } from 'pincer/constraints'
      const given: Reward = reward({ response: 'a', instruction_id_list: ['punctuation:no_comma'], kwargs: [{}], prompt: '' })
      export const strict: number = given.strict
      export const outcome = (result: CheckResult): string => result.outcome
      // @ts-expect-error a sentence is wanted
      compileConstraint(5)
    `)
    const tsc = [join(projectRoot, 'node_modules/typescript/bin/tsc'), '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', '', 'use.ts']
    const said = await run(process.execPath, tsc, { cwd: project }).then(({ stdout }) => stdout, (error: { stdout?: string }) => error.stdout)
    expect(said).toBe('')
  })

  it('holds plain JavaScript, one dependency and its data; nothing of a database, a server or a page', async () => {
    const root = join(project, 'node_modules', 'pincer')
    expect((await readdir(join(root, 'node_modules'))).toSorted()).toEqual(['zod'])
    expect((await readdir(join(project, 'node_modules'))).filter((name) => !name.startsWith('.'))).toEqual(['pincer'])
    const files = (await readdir(root, { recursive: true })).filter((name) => !name.startsWith('node_modules'))
    expect(files.filter((name) => /(?<!\.d)\.tsx?$/.test(name))).toEqual([])
    for (const name of files.filter((each) => each.endsWith('.js'))) {
      const specifiers = Array.from((await readFile(join(root, name), 'utf8')).matchAll(/^(?:(?:import|export) |\} )(?:.*from )?['"]([^'"\n]+)['"];?$/gm), ([, specifier = '']) => specifier)
      for (const specifier of specifiers) expect(specifier, name).toMatch(/^(\.{1,2}\/.*\.js|zod|node:(crypto|module))$/)
    }
  })
})
