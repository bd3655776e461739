import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { processStart } from '#lib/config/process-identity.ts'
import { projectRoot } from '#lib/config/paths.ts'
import { leavesPackagesOut, whyInstall } from './install.mjs'
import { installedNode, stripsTypes } from './node.mjs'

/** A checkout in small, with a command line of the test's own. */
let checkout = ''
const command = `
import { execFileSync } from 'node:child_process'
const [what, ...rest] = process.argv.slice(2)
if (what === 'wait') {
  process.on('SIGTERM', () => process.exit(Number(rest[0] satisfies string)))
  console.log(process.pid)
  setInterval(() => undefined, 1000)
} else if (what === 'on PATH') {
  console.log(execFileSync('node', ['--version'], { encoding: 'utf8' }).trim())
} else {
  console.log(JSON.stringify({ rest, version: process.version }))
  process.exitCode = Number(what)
}`

beforeAll(() => {
  checkout = mkdtempSync(join(tmpdir(), 'pincer-checkout-'))
  for (const part of ['bin', 'scripts']) cpSync(join(projectRoot, part), join(checkout, part), { recursive: true })
  mkdirSync(join(checkout, 'lib', 'cli'), { recursive: true })
  writeFileSync(join(checkout, 'package.json'), '{"type":"module"}')
  writeFileSync(join(checkout, 'lib', 'cli', 'main.ts'), command)
  symlinkSync(join(projectRoot, 'node_modules'), join(checkout, 'node_modules'))
})
afterAll(() => rmSync(checkout, { recursive: true, force: true }))

/** The Node that is tested from: an older one where PINCER_TEST_OLD_NODE names it. */
const nodes = [process.execPath, ...(process.env.PINCER_TEST_OLD_NODE ?? '').split(':').filter(Boolean)]

describe.each(nodes)('whoever is started by the launcher, under %s', (node) => {
  const started = (parent: number) =>
    spawn(node, ['--import', join(checkout, 'scripts', 'watch-parent.mjs'), '-e', 'console.log("up"); setTimeout(() => undefined, 20_000)'], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], env: { ...process.env, PINCER_PARENT: String(parent) } })

  test('ends at once when the launcher was killed before it could watch it', async () => {
    const { pid: gone = 0 } = spawnSync(node, ['-e', ''])
    expect(await once(started(gone), 'exit')).toEqual([1, null])
  })

  test('stays while the launcher does, be it its own parent or not', async () => {
    for (const parent of [process.pid, process.ppid]) {
      const child = started(parent)
      await once(child.stdout ?? expect.unreachable('it is a pipe'), 'data')
      await sleep(200)
      expect(child.exitCode).toBeNull()
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  })
})

describe.each(nodes)('bin/pincer under %s', (node) => {
  test('passes arguments on, and the exit code back, under a Node that runs TypeScript', () => {
    const { status, stdout, stderr } = spawnSync(node, [join(checkout, 'bin', 'pincer'), '3', 'a b', '--c'], { encoding: 'utf8' })
    expect(stderr).toBe('')
    const answer = JSON.parse(stdout)
    expect(answer.rest).toEqual(['a b', '--c'])
    expect(stripsTypes(answer.version)).toBe(true)
    expect(status).toBe(3)
  })

  test('hands a signal on and ends as the command does', async () => {
    const child = spawn(node, [join(checkout, 'bin', 'pincer'), 'wait', '7'], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([7, null])
  })

  test('leaves no command behind when it is killed', async () => {
    const child = spawn(node, [join(checkout, 'bin', 'pincer'), 'wait', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [said] = await once(child.stdout, 'data')
    child.kill('SIGKILL')
    for (let waited = 0; processStart(Number(said)) !== null && waited < 5000; waited += 50) await sleep(50)
    expect(processStart(Number(said))).toBeNull()
  })
})

describe('the Node to run TypeScript with', () => {
  test.each([
    ['v18.20.8', false], ['v20.19.0', false], ['v22.17.1', false], ['v22.18.0', true], ['v23.5.0', false], ['v23.6.0', true], ['v24.0.0', true], ['v26.3.0', true],
  ])('%s runs it: %s', (version, runs) => expect(stripsTypes(version)).toBe(runs))

  test('is found in node_modules, and made runnable there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pincer-node-'))
    const bin = join(folder, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin')
    expect(installedNode(folder)).toBeNull()
    mkdirSync(bin, { recursive: true })
    writeFileSync(join(bin, 'node'), '#!/bin/sh\necho found\n')
    chmodSync(join(bin, 'node'), 0o644)
    expect(spawnSync(installedNode(folder) ?? '', { encoding: 'utf8' }).stdout).toBe('found\n')
    rmSync(folder, { recursive: true, force: true })
  })

  test.skipIf(installedNode() === null)('is found by all that looks on the PATH for one, where an older one stands', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pincer-path-'))
    writeFileSync(join(folder, 'node'), '#!/bin/sh\necho v18.20.8\n', { mode: 0o755 })
    const older = 'data:text/javascript,Object.defineProperty(process, "version", { value: "v18.20.8" })'
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', older, join(checkout, 'bin', 'pincer'), 'on PATH'], { encoding: 'utf8', env: { ...process.env, PATH: `${folder}:${process.env.PATH}` } })
    expect(stderr).toBe('')
    expect(stripsTypes(stdout.trim())).toBe(true)
    rmSync(folder, { recursive: true, force: true })
  })

  test('a checkout without dependencies says how to get them', () => {
    const bare = mkdtempSync(join(tmpdir(), 'pincer-bare-'))
    for (const part of ['bin', 'scripts']) cpSync(join(projectRoot, part), join(bare, part), { recursive: true })
    const { status, stderr } = spawnSync(process.execPath, [join(bare, 'bin', 'pincer')], { encoding: 'utf8' })
    expect(stderr).toMatch(/^pincer: The dependencies are not installed\. Run "npm ci"/)
    expect(status).toBe(1)
    rmSync(bare, { recursive: true, force: true })
  })
})

describe('installing', () => {
  test.each([
    ['v18.20.8', true], ['v20.18.3', true], ['v20.19.0', false], ['v21.7.3', true], ['v22.11.0', true], ['v22.12.0', false], ['v23.0.0', false], ['v24.21.0', false],
  ])('%s leaves packages out: %s', (version, left) => expect(leavesPackagesOut(version)).toBe(left))

  test.skipIf(installedNode() === null)('under an older Node, npm runs under the one that comes with the dependencies, which is fetched before', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pincer-install-'))
    const [system, ours] = [`${process.platform}-${process.arch}`, installedNode() ?? '']
    mkdirSync(join(folder, 'scripts'))
    for (const name of ['install.mjs', 'node.mjs']) cpSync(join(projectRoot, 'scripts', name), join(folder, 'scripts', name))
    const entry = { version: '24.0.0', integrity: 'sha512-x', optional: true }
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, [`node_modules/node-${system}`]: entry, 'node_modules/other': { version: '1.0.0' } } }))
    // Stands in for npm: says what it is asked for, and under which Node; "installs" the Node where that is all there is.
    writeFileSync(join(folder, 'npm-cli.cjs'), `
      const { mkdirSync, readFileSync, symlinkSync } = require('node:fs')
      const packages = Object.keys(JSON.parse(readFileSync('package-lock.json', 'utf8')).packages).filter(Boolean)
      console.error(JSON.stringify({ under: process.argv0, found: require('node:child_process').execFileSync('node', ['-p', '1'], { encoding: 'utf8' }).trim(), packages }))
      if (packages.length > 1) process.exit()
      mkdirSync(packages[0] + '/bin', { recursive: true })
      symlinkSync(${JSON.stringify(ours)}, packages[0] + '/bin/node')`)
    writeFileSync(join(folder, 'node'), '#!/bin/sh\necho older\n', { mode: 0o755 })
    const older = 'data:text/javascript,Object.defineProperty(process, "version", { value: "v18.20.8" })'
    const install = `import { installDependencies } from ${JSON.stringify(join(folder, 'scripts', 'install.mjs'))}; await installDependencies()`
    const { status, stderr } = spawnSync(process.execPath, ['--import', older, '--input-type=module', '-e', install], {
      encoding: 'utf8', env: { ...process.env, npm_execpath: join(folder, 'npm-cli.cjs'), PATH: `${folder}:${process.env.PATH}` },
    })
    expect(status).toBe(0)
    const ahead = join(folder, '.pincer', 'node')
    expect(stderr.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))).toEqual([
      { under: process.execPath, found: 'older', packages: [`node_modules/node-${system}`] },
      { under: join(ahead, 'node_modules', `node-${system}`, 'bin', 'node'), found: '1', packages: [`node_modules/node-${system}`, 'node_modules/other'] },
    ])
    expect(existsSync(ahead)).toBe(false)
    rmSync(folder, { recursive: true, force: true })
  })
})

describe('whyInstall', () => {
  let folder = ''
  const wanted = { 'node_modules/a': { version: '1.0.0', integrity: 'x' }, 'node_modules/b': { version: '2.0.0', optional: true } }
  const write = (path: string, packages: unknown) => writeFileSync(join(folder, path), JSON.stringify({ packages }))
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pincer-install-'))
    mkdirSync(join(folder, 'node_modules'))
    write('package-lock.json', { '': {}, ...wanted })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('nothing is there: not installed yet', () => expect(whyInstall(folder)).toMatch('not installed yet'))
  test('all is there: no reason, and other machines’ packages may be missing', () => {
    write('node_modules/.package-lock.json', { 'node_modules/a': wanted['node_modules/a'] })
    expect(whyInstall(folder)).toBeNull()
  })
  test('one has another version: it has changed', () => {
    write('node_modules/.package-lock.json', { 'node_modules/a': { version: '0.9.0', integrity: 'y' } })
    expect(whyInstall(folder)).toBe('The dependency a has changed')
  })
  test('one is missing', () => {
    write('node_modules/.package-lock.json', {})
    expect(whyInstall(folder)).toBe('The dependency a is missing')
  })
  test('an install that broke off is none', () => {
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), '{"packages":')
    expect(whyInstall(folder)).toMatch('not installed yet')
  })
})
