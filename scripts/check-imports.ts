/** Says which imports point the wrong way (the rules are in imports.ts): npm run imports. */
import { projectRoot } from '#lib/config/paths.ts'
import { findBreaches, findMissing, readSources } from './imports.ts'

const sources = readSources(projectRoot)
const breaches = [...findBreaches(sources), ...findMissing(sources, projectRoot)]
for (const { file, specifier, rule } of breaches) console.error(`${file}: ${specifier}: ${rule}`)
console.error(`${sources.size} files, ${breaches.length} imports that point the wrong way`)
process.exit(breaches.length === 0 && sources.size > 0 ? 0 : 1)
