import { CommanderError } from 'commander'
import { commandLine } from '#lib/cli/command-line.ts'
import { exitCodes, Failure } from '#lib/cli/exit.ts'

/** The command line: every main job without a browser. Exit codes: 0 done, 1 found problems, 2 bad usage. */
async function main(args: string[]): Promise<number> {
  try {
    await commandLine().parseAsync(args, { from: 'user' })
    return Number(process.exitCode ?? exitCodes.done)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.badUsage
    if (error instanceof Failure) {
      process.stderr.write(`pincer: ${error.message}\n`)
      return error.exitCode
    }
    process.stderr.write(`pincer: ${error instanceof Error ? error.message : String(error)}\n`)
    if (process.env.PINCER_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`)
    return exitCodes.problems
  }
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `pincer ... | head`: the reader has what it wanted.
  if (error.code === 'EPIPE') process.exit(exitCodes.done)
  throw error
})
process.exitCode = await main(process.argv.slice(2))
