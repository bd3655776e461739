import { commit, datasetInfo, pathsInfo } from '@huggingface/hub'
import { version } from '#lib/config/version.ts'
import { db } from '#lib/db/client.ts'
import type { ExportView } from '#lib/exports/contract.ts'
import type { PushResult } from '#lib/hub/contract.ts'
import { commitTries, commitUrl, mayPass, pushCursor } from '#lib/hub/commit-tries.ts'
import { manifestAt, type Repository } from '#lib/hub/repository.ts'
import { AppError } from '#lib/http/errors.ts'
import type { RunContext } from '#lib/runs/execute.ts'

/** How many of an export's files are looked for, and which were taken away. */
interface Withdrawn extends PushResult {
  files: number
  removed: number
}

/**
 * Takes an export's files away from where it was pushed, by one commit on top: what others put there stays. Nothing is removed where another export
 * stands there by now. What the history keeps is the Hub's to delete. A run that is taken up again finds its own commit. Throws AppError('conflict')
 * where files of its names are there without a manifest, and HubApiError.
 */
export async function withdrawn({ runId, signal }: RunContext<'push'>, repository: Repository, made: ExportView): Promise<Withdrawn> {
  const { cursor } = await db().run.findUniqueOrThrow({ where: { id: runId }, select: { cursor: true } })
  let onto = pushCursor.safeParse(cursor).data?.onto ?? null
  const names = [...made.manifest.files.map(({ name }) => name), 'manifest.json']
  for (let attempt = 1; ; attempt++) {
    const { head, there } = await filesThere(repository, made, names)
    if (there.length === 0) {
      const changed = onto !== null && onto !== head
      return { commit: { oid: head, url: commitUrl(repository, head) }, changed, files: names.length, removed: changed ? names.length : 0 }
    }
    onto = head
    await db().run.update({ where: { id: runId }, data: { cursor: { onto } } })
    try {
      const { name, ...at } = repository
      const answer = await commit({
        ...at,
        repo: { type: 'dataset', name },
        title: `${made.manifest.dataset.name}: taken back`.slice(0, 200),
        description: `Taken back by Pincer ${version}. Snapshot ${made.manifest.snapshot}, seed ${made.manifest.seed}.`,
        parentCommit: head,
        abortSignal: signal,
        operations: there.map((path) => ({ operation: 'delete', path })),
      })
      if (!answer) throw new Error('The Hub answered no commit.')
      return { commit: { oid: answer.commit.oid, url: answer.commit.url || commitUrl(repository, answer.commit.oid) }, changed: true, files: names.length, removed: there.length }
    } catch (error) {
      signal.throwIfAborted()
      if (attempt >= commitTries || !mayPass(error)) throw error
    }
  }
}

/** Which of the export's files are there; none where the manifest is another export's. */
async function filesThere({ name, branch, ...hub }: Repository, made: ExportView, names: readonly string[]): Promise<{ head: string; there: string[] }> {
  const { sha: head } = await datasetInfo({ ...hub, name, revision: branch, additionalFields: ['sha'] })
  const there = (await pathsInfo({ ...hub, repo: { type: 'dataset', name }, revision: head, paths: [...names] })).map(({ path }) => path)
  if (there.length === 0) return { head, there }
  const manifest = there.includes('manifest.json') ? await manifestAt({ name, branch: head, ...hub }) : null
  if (manifest === null) throw new AppError('conflict', `${name} has ${there.join(', ')}, and no manifest of Pincer's that says of which export. Remove them at the Hub.`)
  const hashes = new Map(manifest.files.map((file) => [file.name, file.sha256]))
  const isIts = made.manifest.files.length === hashes.size && made.manifest.files.every((file) => hashes.get(file.name) === file.sha256)
  return { head, there: isIts ? there : [] }
}
