// npm start: installs what is missing, then starts Pincer (lib/start/main.ts) under a Node that is new enough.
import { installDependencies } from './install.mjs'
import { runTypeScript, stopWithNpm } from './node.mjs'

stopWithNpm('start')
try {
  await installDependencies()
  await runTypeScript('lib/start/main.ts', process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
