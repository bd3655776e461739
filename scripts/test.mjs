// npm test: installs what is missing, then runs every test (scripts/test.ts) under a Node that is new enough.
import { installDependencies } from './install.mjs'
import { runTypeScript, stopWithNpm } from './node.mjs'

stopWithNpm('test')
try {
  await installDependencies()
  await runTypeScript('scripts/test.ts', process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
