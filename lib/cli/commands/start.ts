import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Command } from 'commander'
import { projectRoot } from '#lib/config/paths.ts'

/** `pincer start`: the same as `npm start`. */
export function addStart(program: Command): void {
  program
    .command('start')
    .description('Start Pincer: database, web server and one worker. The same as npm start.')
    .allowUnknownOption()
    .argument('[options...]')
    .action(async (options: string[]) => {
      const { start } = await import('#lib/start/start.ts')
      process.exit(await start(options))
    })
}

/** `pincer worker`: one more worker, on this or another machine. */
export function addWorker(program: Command): void {
  program
    .command('worker')
    .description('Start one more worker for the database of DATABASE_URL (or of the Pincer that runs here), until Ctrl-C.')
    .action(async () => {
      const { withDatabase } = await import('#lib/cli/with-database.ts')
      await withDatabase(() => pass('lib/worker/main.ts', []).then((code) => void (process.exitCode = code)))
    })
}

function pass(script: string, args: string[]): Promise<number> {
  const child = spawn(process.execPath, [join(projectRoot, script), ...args], { stdio: 'inherit' })
  const forward = (signal: NodeJS.Signals) => (): void => void child.kill(signal)
  process.on('SIGINT', forward('SIGINT'))
  process.on('SIGTERM', forward('SIGTERM'))
  return new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? (signal ? 130 : 1))))
}
