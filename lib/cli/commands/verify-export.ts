import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { badUsage, exitCodes } from '#lib/cli/exit.ts'
import type { Fault } from '#lib/exports/audit/faults.ts'

/** `pincer verify-export DIR` */
export function addVerifyExport(program: Command): void {
  program
    .command('verify-export')
    .description('Check an export from its files alone, without a database: hashes, shapes, every proof, splits and counts. Exit code 1 when anything is wrong.')
    .argument('<dir>', 'the folder of the export')
    .option('--json', 'print what was found as JSON')
    .action(verifyFolder)
}

async function verifyFolder(folder: string, { json }: { json?: boolean }): Promise<void> {
  const info = await stat(folder).catch(() => null)
  if (!info?.isDirectory()) throw badUsage(`${folder}: there is no such folder.`)
  const { verifyExport } = await import('#lib/exports/audit/verify-export.ts')
  const audit = await verifyExport(folder)
  if (json) process.stdout.write(`${JSON.stringify(audit, null, 2)}\n`)
  else {
    for (const fault of audit.faults) process.stdout.write(`${lineOf(fault)}\n`)
    const more = audit.total - audit.faults.length
    if (more > 0) process.stdout.write(`and ${more.toLocaleString('en')} more of the same kinds\n`)
  }
  process.stderr.write(`${audit.rows.toLocaleString('en')} rows in ${audit.files} files checked: ${audit.total === 0 ? 'no fault' : audit.total === 1 ? '1 fault' : `${audit.total.toLocaleString('en')} faults`}.\n`)
  if (audit.total > 0) process.exitCode = exitCodes.problems
}

/** "train.jsonl, line 3, meta.constraints.0: what is wrong. What to do." Control characters of the files do not reach the terminal. */
function lineOf({ file, line, field, problem, remedy, kind }: Fault): string {
  const place = [file, ...(line === null ? [] : [`line ${line}`]), ...(field ? [field] : [])].join(', ')
  const sentence = /[.!?]$/.test(problem) ? problem : `${problem}.`
  return `${place}: ${sentence} ${remedy} [${kind}]`.replace(/\p{Cc}+/gu, ' ')
}
