import { Command, CommanderError } from 'commander'
import { addAudit } from '#lib/cli/commands/audit.ts'
import { addBacktranslate } from '#lib/cli/commands/backtranslate.ts'
import { addExport } from '#lib/cli/commands/export.ts'
import { addGenerate } from '#lib/cli/commands/generate.ts'
import { addImport } from '#lib/cli/commands/import.ts'
import { addSignIn } from '#lib/cli/commands/sign-in.ts'
import { addStart, addWorker } from '#lib/cli/commands/start.ts'
import { addStats } from '#lib/cli/commands/stats.ts'
import { addVerify } from '#lib/cli/commands/verify.ts'
import { addVerifyExport } from '#lib/cli/commands/verify-export.ts'
import { exitCodes, Failure } from '#lib/cli/exit.ts'
import { version } from '#lib/config/version.ts'

/** The command line: every main job without a browser. Exit codes: 0 done, 1 found problems, 2 bad usage. */
async function main(args: string[]): Promise<number> {
  const program = new Command('pincer')
    .description('Curate complex-instruction training data whose constraints are proven, not hoped for.')
    .version(version)
    .helpCommand(true)
    .showHelpAfterError('(pincer --help shows every command, pincer COMMAND --help its options)')
    .exitOverride()
    .addHelpText('after', '\nExit codes: 0 done, 1 found problems, 2 bad usage.')
  for (const add of [addStart, addWorker, addImport, addBacktranslate, addGenerate, addVerify, addAudit, addExport, addVerifyExport, addStats, addSignIn]) add(program)
  for (const command of program.commands) command.exitOverride()
  try {
    await program.parseAsync(args, { from: 'user' })
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
