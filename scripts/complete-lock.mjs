// Completes package-lock.json: node scripts/complete-lock.mjs [--check]
// npm leaves out packages for other systems where the registry it asks does not have them (a mirror that is behind, or keeps
// Linux only). npm ci, from npm 11 on, refuses such a lock everywhere; and on those systems it would install too little.
// What is added names the exact version that its parent asks for; it is fetched only on the system it is for.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './node.mjs'

/** The entries that are missing, by path. */
export function missingEntries(packages) {
  const missing = {}
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (path !== '' && !findEntry(packages, path, name)) missing[`node_modules/${name}`] = newEntry(name, version, entry)
    }
  }
  return missing
}

/** As Node looks for packages: in the folder itself, then in those above. */
function findEntry(packages, path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    const candidate = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    if (packages[candidate]) return candidate
    if (folder === '') return null
  }
}

function newEntry(name, version, parent) {
  const system = /(?:^|[-/])(android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32|aix)-(arm64|arm|x64|ia32|ppc64|riscv64|s390x|loong64|mips64el)/.exec(name)
  const wasm = /wasm32/.test(name)
  return {
    version,
    ...(system ? { cpu: [system[2]] } : wasm ? { cpu: ['wasm32'] } : {}),
    ...(parent.dev ? { dev: true } : {}),
    optional: true,
    ...(system ? { os: [system[1]] } : {}),
    ...(parent.engines ? { engines: parent.engines } : {}),
  }
}

function main(check) {
  const path = join(root, 'package-lock.json')
  const lock = JSON.parse(readFileSync(path, 'utf8'))
  const missing = missingEntries(lock.packages)
  const names = Object.keys(missing)
  if (names.length === 0) return
  if (check) {
    console.error(`package-lock.json lacks ${names.length} packages for other systems (${names[0]}, ...): run "node scripts/complete-lock.mjs".`)
    process.exitCode = 1
    return
  }
  const { '': self, ...others } = { ...lock.packages, ...missing }
  lock.packages = { '': self, ...Object.fromEntries(Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1))) }
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
  console.error(`${names.length} packages for other systems added to package-lock.json.`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.includes('--check'))
