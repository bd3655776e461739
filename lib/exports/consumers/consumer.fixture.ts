import { execFile, execFileSync } from 'node:child_process'
import { delimiter } from 'node:path'
import { promisify } from 'node:util'

/** The Pythons that PINCER_PYTHON names, parted as PATH is: readers that want other versions of the same packages have one each. Without it, the machine's own. */
const pythons = (process.env.PINCER_PYTHON || 'python3').split(delimiter).filter(Boolean)

/** A module, by its name, or what a module does not bring with it, by a script that fails where it is missing. */
type Needed = string | { name: string; script: string }

/** The first of them that has all of these; else why what they read is not tested, which is said on stderr, too. */
export function pythonWith(...needed: readonly [...Needed[], string]): { python: string; missing: null } | { python: null; missing: string } {
  const script = needed.map((one) => (typeof one === 'string' ? `import ${one}` : one.script)).join('; ')
  const python = pythons.find((each) => runs(each, script))
  if (python) return { python, missing: null }
  const names = needed.map((one) => (typeof one === 'string' ? one : one.name))
  const missing = `no Python of ${pythons.join(delimiter)} (PINCER_PYTHON, or else python3) has ${names.join(', ')}`
  process.stderr.write(`What ${names.at(-1)} makes of exports is not tested: ${missing}\n`)
  return { python: null, missing }
}

function runs(python: string, script: string): boolean {
  try {
    execFileSync(python, ['-c', script], { stdio: 'ignore', env: offline })
    return true
  } catch {
    return false
  }
}

const offline = { ...process.env, HF_HUB_OFFLINE: '1', HF_DATASETS_OFFLINE: '1', CUDA_VISIBLE_DEVICES: '', PYTHONDONTWRITEBYTECODE: '1' }

/** Runs a script of this folder. Returns the JSON objects that it prints a line each, which begin with "folder". Throws what Python says where it fails. */
export async function heard<T>(python: string | null, script: string, args: readonly string[], variables: Record<string, string> = {}): Promise<T[]> {
  const path = new URL(script, import.meta.url).pathname
  const { stdout } = await promisify(execFile)(python ?? '', [path, ...args], { maxBuffer: 1 << 28, env: { ...offline, ...variables } })
  return stdout.split('\n').filter((line) => line.startsWith('{"folder"')).map((line) => JSON.parse(line))
}
