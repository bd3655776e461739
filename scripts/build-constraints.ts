/**
 * Builds `pincer/constraints` as a package of plain JavaScript with types, which any Node from 18 on reads from node_modules, and packs it:
 * npm run build:constraints [-- FOLDER]. The folder, dist/constraints by default, is made anew; the packed file lies beside it.
 */
import { execFileSync } from 'node:child_process'
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { projectRoot } from '#lib/config/paths.ts'
import { version } from '#lib/config/version.ts'
import packageJson from '../package.json' with { type: 'json' }

const out = resolve(process.argv[2] ?? join(projectRoot, 'dist', 'constraints'))
const ours = join(projectRoot, 'scripts', 'constraints-package')

await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })
execFileSync(process.execPath, [join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', join(ours, 'tsconfig.json'), '--outDir', out], { stdio: 'inherit' })
await copyData()
for (const file of await readdir(out, { recursive: true })) if (/(?<!node_modules.*)\.(js|d\.ts)$/.test(file)) await resolveImports(join(out, file))
await cp(join(ours, 'older-node.js'), join(out, 'older-node.js'))
await cp(join(ours, 'README.md'), join(out, 'README.md'))
await cp(join(projectRoot, 'LICENSE'), join(out, 'LICENSE'))
// The one dependency travels along, so that nothing has to be fetched.
await cp(join(projectRoot, 'node_modules', 'zod'), join(out, 'node_modules', 'zod'), { recursive: true, filter: (path) => !/[/\\]src([/\\]|$)/.test(path) })
await writeFile(join(out, 'index.js'), "import './older-node.js'\nexport * from './lib/rewards/index.js'\n")
await writeFile(join(out, 'index.d.ts'), "export * from './lib/rewards/index.js'\n")
await writeFile(join(out, 'package.json'), `${JSON.stringify(described(), null, 2)}\n`)
const packed = execFileSync('npm', ['pack', out, '--pack-destination', dirname(out), '--ignore-scripts', '--silent'], { encoding: 'utf8', shell: process.platform === 'win32' }).trim().split('\n').at(-1) ?? ''
console.log(join(dirname(out), packed))

function described(): Record<string, unknown> {
  return {
    name: 'pincer',
    version,
    description: 'The checkers of Pincer, as a verifiable reward.',
    license: packageJson.license,
    private: true,
    type: 'module',
    engines: packageJson.engines,
    exports: { './constraints': { types: './index.d.ts', default: './index.js' }, './package.json': './package.json' },
    dependencies: { zod: packageJson.dependencies.zod },
    bundleDependencies: ['zod'],
  }
}

/** JSON that the checkers read: measures of the reference corpus and profiles of languages. */
async function copyData(): Promise<void> {
  await cp(join(projectRoot, 'lib/constraints/reference-measures.json'), join(out, 'lib/constraints/reference-measures.json'))
  for (const part of ['profiles', 'res', 'LICENSE']) await cp(join(projectRoot, 'node_modules', 'langdetect', part), join(out, 'languages', part), { recursive: true })
}

/** Imports as every Node finds them: by relative paths with the endings of what was built, and JSON by `require`, for import attributes are younger. */
async function resolveImports(file: string): Promise<void> {
  const fromHere = (path: string): string => {
    const way = relative(dirname(file), join(out, path)).replaceAll('\\', '/')
    return way.startsWith('.') ? way : `./${way}`
  }
  const found = (specifier: string): string => {
    if (specifier.startsWith('#lib/')) return fromHere(specifier.slice(1))
    return specifier.startsWith('langdetect/') ? fromHere(specifier.replace('langdetect', 'languages')) : specifier
  }
  const text = await readFile(file, 'utf8')
  const json = /^import (\w+) from ['"]([^'"]+\.json)['"] with \{ type: ['"]json['"] \};?$/gm
  const resolved = text
    .replace(json, (_, name: string, specifier: string) => `const ${name} = requireJson('${found(specifier)}');`)
    .replace(/(\bfrom |\bimport\(|^import )(['"])([^'"\n]+)\2/gm, (_, before: string, quote: string, specifier: string) => `${before}${quote}${found(specifier).replace(/^(\..*)\.ts$/, '$1.js')}${quote}`)
  const needsRequire = resolved.includes('requireJson(')
  await writeFile(file, needsRequire ? `import { createRequire } from 'node:module';\nconst requireJson = createRequire(import.meta.url);\n${resolved}` : resolved)
}
