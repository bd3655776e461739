import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** One import of one file. */
export interface Import {
  /** As written: 'next/link', '#lib/text/words.ts', './x.ts'. */
  specifier: string
  /** Gone once types are stripped. */
  typeOnly: boolean
}

/** A rule that was broken, in words. */
export interface Breach {
  file: string
  specifier: string
  rule: string
}

/** The source files by path from the root, with their imports. */
export type Sources = ReadonlyMap<string, readonly Import[]>

const statement = /^[ \t]*(?:import|export)\s+(type\s)?(?:[\w*{}\s,$]{0,4000}?\sfrom\s+)?['"]([^'"\n]+)['"]/gm
const dynamicImport = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g

/** Reads the imports of a TypeScript file. Looks at the text only, which our formatting makes safe: statements begin lines. */
export function readImports(source: string): Import[] {
  const code = source.replace(/^\s*(\*|\/\/|\/\*).*$/gm, '')
  const statements = [...code.matchAll(statement)].map(([, type, specifier = '']) => ({ specifier, typeOnly: type !== undefined }))
  const dynamic = [...code.matchAll(dynamicImport)].map(([, specifier = '']) => ({ specifier, typeOnly: false }))
  return [...statements, ...dynamic]
}

/** Every source file of the checkout that the rules are about. */
export function readSources(root: string): Sources {
  const files = globSync('{app,components,lib}/**/*.{ts,tsx}', { cwd: root }).filter((file) => !file.startsWith('lib/db/generated/'))
  return new Map(files.map((file) => [file, readImports(readFileSync(join(root, file), 'utf8'))]))
}

const pure = ['lib/constraints/', 'lib/text/']
const browserOrServer = /^(next|react|react-dom)(\/|$)/
const database = /^(pg|pg-boss|pg-copy-streams|@prisma\/.*|prisma)(\/|$)/
const inputOutput = /^node:(fs|net|http|https|http2|child_process|worker_threads|dns|tls|dgram|cluster)(\/|$)/

/** What points the wrong way: app and components -> lib's use cases -> lib's pure parts. */
export function findBreaches(sources: Sources): Breach[] {
  return [...sources].flatMap(([file, imports]) => [
    ...imports.flatMap((each) => rulesBroken(file, each).map((rule) => ({ file, specifier: each.specifier, rule }))),
    ...(file.startsWith('components/') && !isTest(file) ? databaseBehind(file, sources) : []),
  ])
}

function rulesBroken(file: string, { specifier }: Import): string[] {
  const target = resolveImport(file, specifier)
  const rules: [boolean, string][] = [
    [file.startsWith('lib/') && browserOrServer.test(specifier), 'lib/ knows neither Next nor React'],
    [file.startsWith('lib/') && /^(app|components)\//.test(target ?? ''), 'lib/ knows neither app/ nor components/'],
    [isPure(file) && target !== null && !isPure(target) && target !== 'lib/random.ts', 'lib/constraints and lib/text import nothing of ours but each other'],
    [isPure(file) && (inputOutput.test(specifier) || database.test(specifier)), 'lib/constraints and lib/text do no input or output'],
    [file.startsWith('components/') && (target ?? '').startsWith('app/'), 'components/ know nothing of app/'],
    [isScreen(file) && (database.test(specifier) || (target ?? '').startsWith('lib/db/generated/')), 'app/ and components/ reach the database through lib/ only'],
    [file.startsWith('components/') && (target ?? '').startsWith('lib/db/'), 'components/ never import lib/db'],
  ]
  return rules.filter(([broken]) => broken).map(([, rule]) => rule)
}

/** The first way from a component to the database that would put it into a browser; imports of types do not count. */
function databaseBehind(component: string, sources: Sources): Breach[] {
  const ways = [[component]]
  const seen = new Set([component])
  for (const way of ways) {
    for (const { specifier, typeOnly } of sources.get(way.at(-1) ?? '') ?? []) {
      const target = resolveImport(way.at(-1) ?? '', specifier)
      if (typeOnly || target === null || seen.has(target)) continue
      if (target.startsWith('lib/db/') && way.length > 1) {
        return [{ file: component, specifier: [...way.slice(1), target].join(' -> '), rule: 'components/ never reach lib/db, not by way of others either' }]
      }
      seen.add(target)
      ways.push([...way, target])
    }
  }
  return []
}

/** The path of one of our own files, from the root; null for packages and Node's own modules. */
function resolveImport(file: string, specifier: string): string | null {
  if (specifier.startsWith('#')) return specifier.slice(1)
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier))
  return null
}

function isPure(file: string): boolean {
  return !isTest(file) && pure.some((folder) => file.startsWith(folder))
}

function isScreen(file: string): boolean {
  return !isTest(file) && /^(app|components)\//.test(file)
}

/** Tests, and what only tests use. */
function isTest(file: string): boolean {
  return /\.test\.tsx?$|\.fixture\.tsx?$|\/testing\.ts$/.test(file)
}

/** Imports of ours that lead to no file: nothing else says so for files that nobody runs. */
export function findMissing(sources: Sources, root: string): Breach[] {
  return [...sources].flatMap(([file, imports]) =>
    imports
      .map(({ specifier }) => ({ specifier, target: resolveImport(file, specifier) }))
      .filter(({ target }) => target !== null && !target.startsWith('lib/db/generated/') && !existsSync(join(root, target)))
      .map(({ specifier }) => ({ file, specifier, rule: 'leads to no file' })),
  )
}
