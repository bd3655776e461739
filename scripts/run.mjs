// Runs one of our TypeScript files under a Node that can: node scripts/run.mjs FILE [ARGUMENTS]
import { runTypeScript } from './node.mjs'

const [file, ...args] = process.argv.slice(2)
try {
  if (!file) throw new Error('usage: node scripts/run.mjs FILE [ARGUMENTS]')
  await runTypeScript(file, args)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
