// npm start: installs what is missing, then starts Pincer (lib/start/main.ts) under a Node that is new enough.
import { installDependencies } from './install.mjs'
import { runTypeScript } from './node.mjs'

stopWithNpm()
try {
  await installDependencies()
  await runTypeScript('lib/start/main.ts', process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

/** npm passes SIGTERM to the shell it runs us in, which may die without passing it on: then nobody is left to stop us. */
function stopWithNpm() {
  if (process.env.npm_lifecycle_event !== 'start') return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}
