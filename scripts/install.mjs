// Installs the dependencies when they are missing or not those of package-lock.json. Plain JavaScript for every Node >= 18.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installedNode, nodePackages, root, withOurNode } from './node.mjs'

/** Runs `npm ci` where that is needed. Throws a sentence when it fails. */
export async function installDependencies(folder = root) {
  const reason = whyInstall(folder)
  if (reason === null) return false
  console.error(`${reason}: running npm ci.`)
  // Not in node_modules, which npm ci empties first.
  const ahead = join(folder, '.pincer', 'node')
  try {
    const node = leavesPackagesOut(process.version) ? await nodeAhead(folder, ahead) : null
    await npmCi(folder, node ?? process.execPath)
  } finally {
    rmSync(ahead, { recursive: true, force: true })
  }
  return true
}

/** Whether npm leaves packages out under that version: what is compiled for a machine is optional, and most of it wants a Node that can require modules (20.19, 22.12). */
export function leavesPackagesOut(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number)
  return major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 12)
}

/** The Node that comes with the dependencies, installed by itself into an empty folder, as package-lock.json has it; null where none comes for this system. */
async function nodeAhead(folder, ahead) {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'))
  const path = nodePackages.map((name) => `node_modules/${name}`).find((each) => packages[each])
  if (path === undefined) return null
  const dependencies = { [nameOf(path)]: packages[path].version }
  rmSync(ahead, { recursive: true, force: true })
  mkdirSync(ahead, { recursive: true })
  writeFileSync(join(ahead, 'package.json'), JSON.stringify({ private: true, dependencies }))
  writeFileSync(join(ahead, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, requires: true, packages: { '': { dependencies }, [path]: { ...packages[path], optional: undefined } } }))
  await npmCi(ahead, process.execPath)
  return installedNode(ahead)
}

/** Throws a sentence when it fails. */
async function npmCi(folder, node) {
  const [command, ...args] = npmCommand(node)
  const code = await run(command, [...args, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'], folder, node)
  if (code === 0) return
  throw new Error(`npm ci failed (exit code ${code}); what it says is above. Without a network there must be a filled npm cache or mirror.`)
}

/** Why the dependencies must be installed, or null when they are those that package-lock.json asks for. */
export function whyInstall(folder) {
  const installed = readPackages(join(folder, 'node_modules', '.package-lock.json'))
  if (installed === null) return 'The dependencies are not installed yet'
  const wanted = readPackages(join(folder, 'package-lock.json'))
  if (wanted === null) throw new Error(`package-lock.json is missing in ${folder}. Take it from the repository again.`)
  for (const [path, { version, integrity, optional, peer, link }] of Object.entries(wanted)) {
    if (path === '' || !path.startsWith('node_modules/')) continue
    const there = installed[path]
    if (!there) {
      // Made for other machines, or by npm's own choice left out.
      if (optional || peer) continue
      return `The dependency ${nameOf(path)} is missing`
    }
    if (!link && (there.version !== version || (integrity && there.integrity !== integrity))) return `The dependency ${nameOf(path)} has changed`
  }
  const ours = `node_modules/${nodePackages[0]}`
  if (wanted[ours] && !existsSync(join(folder, ours))) return 'The dependencies were installed for another system'
  return null
}

function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/** npm writes node_modules/.package-lock.json last, so that a broken-off install has none. */
function readPackages(path) {
  if (!existsSync(path)) return null
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {}
  } catch {
    return null
  }
}

/** The npm that runs us, when one does: it need not be on PATH. */
function npmCommand(node) {
  const path = process.env.npm_execpath
  return path && /npm-cli\.[cm]?js$/.test(path) ? [node, path] : ['npm']
}

function run(command, args, cwd, node) {
  return new Promise((done, failed) => {
    const env = node === process.execPath ? process.env : withOurNode(node)
    // Output of npm belongs to the progress, not to the result.
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 2, 2] })
    child.on('error', (error) => failed(new Error(`npm does not run (${error.message}). Install it together with Node.`)))
    child.on('exit', (code, signal) => done(code ?? signal))
  })
}
