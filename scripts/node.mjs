// Finds a Node that runs our TypeScript and runs it there. Plain JavaScript: it must work on every Node >= 18.
import { spawn } from 'node:child_process'
import { accessSync, chmodSync, constants, existsSync } from 'node:fs'
import { constants as osConstants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Whether that version runs TypeScript as it is (with a warning, before 24.3). */
export function stripsTypes(version) {
  const [major, minor] = numbers(version)
  return major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)
}

function stripsTypesSilently(version) {
  const [major, minor] = numbers(version)
  return major > 24 || (major === 24 && minor >= 3)
}

function numbers(version) {
  return version.replace(/^v/, '').split('.').map(Number)
}

/** Packages that may hold a Node for this system. */
export const nodePackages = [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`]

/** The Node that npm installed with Pincer, or null. */
export function installedNode(folder = root) {
  for (const name of nodePackages) {
    const path = join(folder, 'node_modules', name, 'bin', 'node')
    if (existsSync(path)) return runnable(path)
  }
  return null
}

function runnable(path) {
  try {
    accessSync(path, constants.X_OK)
  } catch {
    chmodSync(path, 0o755)
  }
  return path
}

/** The Node to run TypeScript with: this one where it will do, else the installed one. Throws a sentence when there is none. */
export function findNode() {
  if (stripsTypesSilently(process.version)) return process.execPath
  const installed = installedNode()
  if (installed !== null) return installed
  if (stripsTypes(process.version)) return process.execPath
  if (!existsSync(join(root, 'node_modules'))) {
    throw new Error(`The dependencies are not installed. Run "npm ci" in ${root} (or "npm start", which does).`)
  }
  throw new Error(
    `Pincer needs Node 22.18 or newer; this is ${process.version}, and none came with the dependencies on ${process.platform} ${process.arch}. ` +
      'Install a newer Node, or run "npm ci" again without --omit=optional.',
  )
}

/**
 * Runs a TypeScript file of ours as if it had been called itself: same terminal, same signals, same exit code. In this process
 * where this Node can, else in a child that ends when we do, however we end.
 */
export async function runTypeScript(file, args) {
  const path = join(root, file)
  const node = findNode()
  if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) {
    throw new Error(`The dependencies are not installed. Run "npm ci" in ${root} (or "npm start", which does).`)
  }
  if (node === process.execPath && stripsTypesSilently(process.version)) {
    process.argv = [process.execPath, path, ...args]
    await import(pathToFileURL(path).href)
    return
  }
  await runChild(node, [...nodeFlags, path, ...args])
}

/** Before 24.3 Node warns that stripping types is an experiment. Whoever is started by these ends with us; see watch-parent.mjs for what else that needs. */
export const nodeFlags = ['--disable-warning=ExperimentalWarning', '--import', pathToFileURL(join(root, 'scripts', 'watch-parent.mjs')).href]

/** npm passes SIGTERM to the shell it runs us in, which may die without passing it on: then nobody is left to stop us. */
export function stopWithNpm(script) {
  if (process.env.npm_lifecycle_event !== script) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}

/** The environment in which whoever looks for `node` on the PATH, as npm and the build of the pages do, finds the one that came with Pincer, and no older one: nothing else is in its folder. */
export function withOurNode(node) {
  return { ...process.env, PATH: [dirname(node), process.env.PATH].filter(Boolean).join(delimiter) }
}

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']

function runChild(node, args) {
  return new Promise((done, failed) => {
    const child = spawn(node, args, {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: { ...(node === installedNode() ? withOurNode(node) : process.env), PINCER_PARENT: String(process.pid) },
    })
    const forward = (signal) => child.kill(signal)
    for (const signal of forwarded) process.on(signal, forward)
    child.on('error', (error) => failed(new Error(`${node} does not run on this system (${error.message}). Install Node 22.18 or newer.`)))
    child.on('exit', (code, signal) => {
      for (const name of forwarded) process.off(name, forward)
      process.exitCode = code ?? 128 + (osConstants.signals[signal] ?? 0)
      // Ending the way the child did tells a shell the truth.
      if (signal !== null && signal !== 'SIGKILL') process.kill(process.pid, signal)
      done()
    })
  })
}
