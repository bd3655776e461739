import { Command } from 'commander'
import { addAudit } from '#lib/cli/commands/audit.ts'
import { addBacktranslate } from '#lib/cli/commands/backtranslate.ts'
import { addContamination } from '#lib/cli/commands/contamination.ts'
import { addDiffExport } from '#lib/cli/commands/diff-export.ts'
import { addEvaluate } from '#lib/cli/commands/evaluate.ts'
import { addExport } from '#lib/cli/commands/export.ts'
import { addFindInExports } from '#lib/cli/commands/find-in-exports.ts'
import { addFindRow } from '#lib/cli/commands/find-row.ts'
import { addGenerate } from '#lib/cli/commands/generate.ts'
import { addImport } from '#lib/cli/commands/import.ts'
import { addPreferences } from '#lib/cli/commands/preferences.ts'
import { addPushExport } from '#lib/cli/commands/push-export.ts'
import { addReport } from '#lib/cli/commands/report.ts'
import { addSignIn } from '#lib/cli/commands/sign-in.ts'
import { addStart, addWorker } from '#lib/cli/commands/start.ts'
import { addStats } from '#lib/cli/commands/stats.ts'
import { addVerify } from '#lib/cli/commands/verify.ts'
import { addVerifyExport } from '#lib/cli/commands/verify-export.ts'
import { version } from '#lib/config/version.ts'

/** The command line with all its commands and options; nothing is read or run yet. */
export function commandLine(): Command {
  const program = new Command('pincer')
    .description('Curate complex-instruction training data whose constraints are proven, not hoped for.')
    .version(version)
    .helpCommand(true)
    .showHelpAfterError('(pincer --help shows every command, pincer COMMAND --help its options)')
    .exitOverride()
    .addHelpText('after', '\nExit codes: 0 done, 1 found problems, 2 bad usage.')
  for (const add of [addStart, addWorker, addImport, addBacktranslate, addGenerate, addVerify, addAudit, addPreferences, addExport, addPushExport, addEvaluate, addVerifyExport, addDiffExport, addFindInExports, addFindRow, addStats, addReport, addContamination, addSignIn]) add(program)
  for (const command of program.commands) command.exitOverride()
  return program
}
