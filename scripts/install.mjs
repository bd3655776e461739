// Installs the dependencies when they are missing or not those of package-lock.json. Plain JavaScript for every Node >= 18.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './node.mjs'

/** Runs `npm ci` where that is needed. Throws a sentence when it fails. */
export async function installDependencies(folder = root) {
  const reason = whyInstall(folder)
  if (reason === null) return false
  console.error(`${reason}: running npm ci.`)
  const [command, ...args] = npmCommand()
  const code = await run(command, [...args, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'], folder)
  if (code !== 0) {
    throw new Error(`npm ci failed (exit code ${code}); what it says is above. Without a network there must be a filled npm cache or mirror.`)
  }
  return true
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
  const ours = `node_modules/node-${process.platform}-${process.arch}`
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
function npmCommand() {
  const path = process.env.npm_execpath
  return path && /npm-cli\.[cm]?js$/.test(path) ? [process.execPath, path] : ['npm']
}

function run(command, args, cwd) {
  return new Promise((done, failed) => {
    // Output of npm belongs to the progress, not to the result.
    const child = spawn(command, args, { cwd, stdio: ['ignore', 2, 2] })
    child.on('error', (error) => failed(new Error(`npm does not run (${error.message}). Install it together with Node.`)))
    child.on('exit', (code, signal) => done(code ?? signal))
  })
}
