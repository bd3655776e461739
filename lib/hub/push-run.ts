import { commitIter, type CommitOutput } from '@huggingface/hub'
import { version } from '#lib/config/version.ts'
import { db } from '#lib/db/client.ts'
import type { ExportView } from '#lib/exports/contract.ts'
import { getExport } from '#lib/exports/list-exports.ts'
import { commitTries, commitUrl, mayPass, pushCursor } from '#lib/hub/commit-tries.ts'
import type { PushResult } from '#lib/hub/contract.ts'
import { DiskBlob } from '#lib/hub/disk-blob.ts'
import { hubFailure } from '#lib/hub/explain-hub-failure.ts'
import { hubServer, hubToken } from '#lib/hub/hub-token.ts'
import { localFiles, type LocalFile } from '#lib/hub/local-files.ts'
import { patientFetch } from '#lib/hub/patient-fetch.ts'
import { differenceFrom, ensureRepository, type Difference, type Repository } from '#lib/hub/repository.ts'
import { refuseExport } from '#lib/hub/require-push.ts'
import { withdrawn } from '#lib/hub/withdraw.ts'
import { AppError } from '#lib/http/errors.ts'
import { holdOffTakeDowns } from '#lib/pairs/taken-down.ts'
import type { RunContext } from '#lib/runs/execute.ts'
import { logToRun } from '#lib/runs/run-log.ts'

/** How often a run says how far it is, in milliseconds. */
const tellEvery = 500
/**
 * Pushes an export's files to a dataset repository of the Hub, as one commit, or takes them back (`withdraw`). Files are read from the disk in pieces. A run that is taken up
 * again compares first: what the Hub has already is not sent again, and a commit that took effect is not made twice.
 */
export async function pushRun(context: RunContext<'push'>): Promise<void> {
  const { runId, datasetId, params, signal } = context
  const made = await getExport(params.exportId)
  if (made.datasetId !== datasetId) throw new AppError('invalid', 'The export is of another dataset.')
  if (!params.withdraw) await refuseExport(made)
  const server = hubServer()
  const token = await hubToken()
  const onWait = (waitingFor: string | null) => db().run.updateMany({ where: { id: runId, status: 'running' }, data: { waitingFor } })
  const repository: Repository = { hubUrl: server, accessToken: token, fetch: patientFetch({ signal, onWait }), name: params.repository, branch: params.branch }
  try {
    if (params.withdraw) return await finishWithdrawal(context, await withdrawn(context, repository, made))
    const folder = await db().export.findUniqueOrThrow({ where: { id: made.id }, select: { folder: true } })
    const files = await localFiles(folder.folder, made.manifest.files, signal)
    if (await ensureRepository(repository, params)) await logToRun(runId, `Made ${params.repository} at ${new URL(server).host}, ${params.private ? 'private' : 'public'}.`)
    await finish(context, files, await pushed(context, repository, made, files))
  } catch (error) {
    // What the database says is no word of the Hub's.
    if (signal.aborted || (error instanceof Error && error.name.startsWith('PrismaClient'))) throw error
    throw hubFailure(error, { server, repository: params.repository, token })
  }
}

/** What came of it, and which files were sent. */
interface Pushed extends PushResult {
  sent: LocalFile[]
  removed: number
}

async function pushed({ runId, params, signal }: RunContext<'push'>, repository: Repository, made: ExportView, files: readonly LocalFile[]): Promise<Pushed> {
  const { cursor } = await db().run.findUniqueOrThrow({ where: { id: runId }, select: { cursor: true } })
  let onto = pushCursor.safeParse(cursor).data?.onto ?? null
  let sent: LocalFile[] = onto === null ? [] : [...files]
  let removed = 0
  for (let attempt = 1; ; attempt++) {
    const difference = await differenceFrom(repository, files, params.replace)
    const { head } = difference
    if (difference.changed.length === 0 && difference.removed.length === 0) {
      // Where a commit of ours was under way and the branch has moved since, it is that one.
      return { commit: { oid: head, url: commitUrl(repository, head) }, changed: onto !== null && onto !== head, sent, removed }
    }
    onto = head
    sent = difference.changed
    removed = difference.removed.length
    const bytes = sent.reduce((sum, file) => sum + file.bytes, 0)
    await db().run.update({ where: { id: runId }, data: { cursor: { onto }, total: bytes, progress: 0, counts: countsOf(files, sent, removed, 0) } })
    // Something may have been taken down since the last look.
    await refuseExport(made)
    try {
      const { commit } = await commitFiles(repository, made, difference, tellTo(runId, files, difference), signal)
      return { commit: { oid: commit.oid, url: commit.url || commitUrl(repository, commit.oid) }, changed: true, sent, removed }
    } catch (error) {
      signal.throwIfAborted()
      if (attempt >= commitTries || !mayPass(error)) throw error
      await logToRun(runId, 'The commit was not taken, or its answer was lost; looking at what is there now.', 'warn')
    }
  }
}

/** Uploads what differs and commits it. `tell` is told which share of a file is there. */
async function commitFiles({ name, ...at }: Repository, made: ExportView, { head, changed, removed }: Difference, tell: (file: string, share: number) => void, signal: AbortSignal): Promise<CommitOutput> {
  const { manifest } = made
  const events = commitIter({
    ...at,
    // Uploads may have taken hours: the last look is at the moment of the commit itself.
    fetch: async (input, init) => {
      if (isCommit(input)) await refuseExport(made)
      return at.fetch(input, init)
    },
    repo: { type: 'dataset', name },
    title: `${manifest.dataset.name}: ${made.rows} rows`.slice(0, 200),
    description: `Pushed by Pincer ${version}. Snapshot ${manifest.snapshot}, seed ${manifest.seed}.`,
    parentCommit: head,
    abortSignal: signal,
    operations: [
      ...changed.map((file) => ({ operation: 'addOrUpdate' as const, path: file.name, content: new DiskBlob(file.path, 0, file.bytes) })),
      ...removed.map((path) => ({ operation: 'delete' as const, path })),
    ],
  })
  for (;;) {
    const { value, done } = await events.next()
    signal.throwIfAborted()
    if (done) {
      if (!value) throw new Error('The Hub answered no commit.')
      return value
    }
    if (value.event === 'fileProgress' && value.state === 'uploading') tell(value.path, value.progress)
  }
}

function isCommit(input: string | URL | Request): boolean {
  return /\/commit\/[^/]+$/.test(new URL(input instanceof Request ? input.url : input).pathname)
}

/** Writes down now and then how many bytes and whole files are there. */
function tellTo(runId: string, files: readonly LocalFile[], { changed, removed }: Difference): (file: string, share: number) => void {
  const shares = new Map<string, number>()
  let toldAt = 0
  return (name, share) => {
    shares.set(name, share)
    if (performance.now() < toldAt + tellEvery) return
    toldAt = performance.now()
    const progress = Math.floor(changed.reduce((sum, file) => sum + file.bytes * (shares.get(file.name) ?? 0), 0))
    const whole = changed.filter((file) => shares.get(file.name) === 1).length
    void db().run.updateMany({ where: { id: runId, status: 'running' }, data: { progress, counts: countsOf(files, changed, removed.length, whole) } }).catch(() => {})
  }
}

function countsOf(files: readonly LocalFile[], sent: readonly LocalFile[], removed: number, whole: number) {
  const same = files.length - sent.length
  const waiting = sent.length - whole
  return {
    in: files.length,
    out: whole,
    dropped: { ...(same > 0 ? { 'the same at the Hub already': same } : {}), ...(waiting > 0 ? { 'not there yet': waiting } : {}) },
    made: { bytes: sent.reduce((sum, file) => sum + file.bytes, 0), ...(removed > 0 ? { removed } : {}) },
  }
}

async function finish({ runId, params }: RunContext<'push'>, files: readonly LocalFile[], { commit, changed, sent, removed }: Pushed): Promise<void> {
  const counts = countsOf(files, sent, removed, sent.length)
  const bytes = counts.made.bytes
  const message = changed ? `${params.repository} is at commit ${commit.oid.slice(0, 12)}.` : `Nothing changed: ${params.repository} has these very files already.`
  await db().$transaction(async (tx) => {
    await holdOffTakeDowns(tx)
    const takenDown = await tx.takenDownHold.count({ where: { exportId: params.exportId } })
    const error = takenDown > 0 ? tooLate(params.repository, commit.oid, takenDown) : null
    const { count } = await tx.run.updateMany({
      where: { id: runId, status: 'running' },
      data: { status: error ? 'partial' : 'done', error, finishedAt: new Date(), waitingFor: null, total: bytes, progress: bytes, counts, cursor: { commit, changed } satisfies PushResult },
    })
    if (count > 0) await tx.runEvent.create({ data: { runId, message } })
    if (count > 0 && error) await tx.runEvent.create({ data: { runId, level: 'warn', message: error } })
  })
}

async function finishWithdrawal({ runId, params: { repository } }: RunContext<'push'>, { commit, changed, files, removed }: Awaited<ReturnType<typeof withdrawn>>): Promise<void> {
  const counts = { in: files, out: removed, dropped: files > removed ? { 'not there': files - removed } : {} }
  const message = changed
    ? `Commit ${commit.oid.slice(0, 12)} of ${repository} has none of the export's files. Its history keeps the earlier revision until that is deleted at the Hub.`
    : `Nothing to take back: ${repository} has none of these files, or those of another export.`
  await db().$transaction(async (tx) => {
    const cursor = { commit, changed } satisfies PushResult
    const { count } = await tx.run.updateMany({ where: { id: runId, status: 'running' }, data: { status: 'done', error: null, finishedAt: new Date(), waitingFor: null, total: 0, progress: 0, counts, cursor } })
    if (count > 0) await tx.runEvent.create({ data: { runId, message } })
  })
}

/** What to do where something was taken down in the very moment of the commit. */
function tooLate(repository: string, oid: string, pairs: number): string {
  const what = pairs === 1 ? 'a pair that it holds was' : `${pairs} pairs that it holds were`
  return `While it was pushed, ${what} taken down on request, and commit ${oid.slice(0, 12)} has it. Take its files back from there on the export's page, or with "pincer push-export --withdraw"; make the export again without, push that to ${repository}, and delete the earlier revision at the Hub: its history keeps it otherwise.`
}
