import type { Command } from 'commander'
import { badUsage } from '#lib/cli/exit.ts'
import { reportCounts, runHere } from '#lib/cli/run-here.ts'
import { withDatabase } from '#lib/cli/with-database.ts'
import { pushParams, pushResult } from '#lib/hub/contract.ts'

interface Options {
  private?: boolean
  branch?: string
  replace?: boolean
  withdraw?: boolean
}

/** `pincer push-export ID OWNER/NAME` */
export function addPushExport(program: Command): void {
  program
    .command('push-export')
    .description('Push a finished export to a dataset repository of the Hugging Face Hub, as one commit. Needs HF_TOKEN, or a token in the settings.')
    .argument('<id>', 'the export, as its page and "pincer export" name it')
    .argument('<owner/name>', 'the repository; made if it is not there')
    .option('--private', 'make it private; a public one is refused')
    .option('--branch <name>', 'the branch to push to; main by default, made if it is not there')
    .option('--replace', 'replace files of the same names that Pincer did not put there')
    .option('--withdraw', "take the export's files away from there instead, by a commit on top")
    .action(pushExport)
}

async function pushExport(exportId: string, repository: string, options: Options): Promise<void> {
  const params = pushParams.safeParse({ exportId, repository, ...options })
  if (!params.success) throw badUsage(params.error.issues.map(({ path, message }) => `${path[0] === 'exportId' ? exportId : path[0] === 'repository' ? repository : `--${String(path[0])}`}: ${message}`).join('; '))
  await withDatabase(async () => {
    const { db } = await import('#lib/db/client.ts')
    const made = await db().export.findUnique({ where: { id: exportId }, select: { datasetId: true } })
    if (!made) throw badUsage(`There is no export ${exportId}.`)
    const run = await runHere({ kind: 'push', datasetId: made.datasetId, seed: 0, params: params.data })
    const { cursor } = await db().run.findUniqueOrThrow({ where: { id: run.id }, select: { cursor: true } })
    const { commit, changed } = pushResult.parse(cursor)
    reportCounts(run)
    if (!changed) process.stderr.write(params.data.withdraw ? `Nothing to take back: ${repository} has none of these files, or those of another export.\n` : `Nothing changed: ${repository} has these very files already.\n`)
    process.stdout.write(`${commit.url}\n`)
  })
}
