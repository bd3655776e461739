import { createBranch, createRepo, datasetInfo, downloadFile, HubApiError, pathsInfo } from '@huggingface/hub'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { manifestSchema } from '#lib/exports/manifest-schema.ts'
import type { PushParams } from '#lib/hub/contract.ts'
import type { LocalFile } from '#lib/hub/local-files.ts'
import { AppError } from '#lib/http/errors.ts'

/** A repository of the Hub, and how it is reached. */
export interface Repository {
  hubUrl: string
  accessToken: string
  fetch: typeof fetch
  name: string
  branch: string
}

/** How what is at the Hub differs from an export. */
export interface Difference {
  /** The commit that was looked at. */
  head: string
  /** Files that are not there, or otherwise. */
  changed: LocalFile[]
  /** Files of an earlier push that this export has none of. */
  removed: string[]
}

/** No manifest is longer than this, in bytes: what is longer was not ours. */
const longestManifest = 16 * 1024 * 1024

/**
 * Makes the repository and the branch where they are missing. Answers whether the repository was made. Throws AppError('conflict') where it is to
 * be private and is public, and HubApiError.
 */
export async function ensureRepository({ name, branch, ...hub }: Repository, wanted: Pick<PushParams, 'private'>): Promise<boolean> {
  const found = await unlessMissing(datasetInfo({ ...hub, name }))
  if (found && wanted.private && !found.private) throw new AppError('conflict', `${name} is public, and the push is to be private. Make it private at the Hub, or choose another name.`)
  const repo = { type: 'dataset', name } as const
  if (!found) await unlessThere(createRepo({ ...hub, repo, visibility: wanted.private ? 'private' : 'public' }))
  if (branch !== 'main' && !(await unlessMissing(datasetInfo({ ...hub, name, revision: branch })))) await unlessThere(createBranch({ ...hub, repo, branch }))
  return !found
}

/**
 * Compares an export with what is at the Hub, without fetching more than the manifest. Throws AppError('conflict') where a file would be replaced
 * that no push put there, unless `replace`; and HubApiError.
 */
export async function differenceFrom({ name, branch, ...hub }: Repository, files: readonly LocalFile[], replace: boolean): Promise<Difference> {
  const { sha: head } = await datasetInfo({ ...hub, name, revision: branch, additionalFields: ['sha'] })
  const repo = { type: 'dataset', name } as const
  const there = new Map((await pathsInfo({ ...hub, repo, revision: head, paths: files.map((file) => file.name) })).map((file) => [file.path, file]))
  const changed = files.filter((file) => {
    const remote = there.get(file.name)
    return !remote || (remote.lfs ? remote.lfs.oid !== file.sha256 : remote.oid !== file.gitOid)
  })
  const earlier = there.has('manifest.json') ? ((await manifestAt({ name, branch: head, ...hub }))?.files.map((file) => file.name) ?? null) : null
  const strange = changed.filter((file) => there.has(file.name))
  if (earlier === null && strange.length > 0 && !replace) {
    throw new AppError('conflict', `${name} has files that Pincer did not put there (${strange.map((file) => file.name).join(', ')}). Choose another name, or allow that files of the same names are replaced.`)
  }
  const gone = (earlier ?? []).filter((file) => !files.some((own) => own.name === file))
  const removed = gone.length === 0 ? [] : (await pathsInfo({ ...hub, repo, revision: head, paths: gone })).map((file) => file.path)
  return { head, changed, removed }
}

/** The manifest at a branch or commit of the Hub, which is there; null where it is none of ours. */
export async function manifestAt({ name, branch, ...hub }: Repository): Promise<Pick<ExportManifest, 'files'> | null> {
  const blob = await downloadFile({ ...hub, repo: { type: 'dataset', name }, path: 'manifest.json', revision: branch })
  if (!blob || blob.size > longestManifest) return null
  try {
    return manifestSchema.safeParse(JSON.parse(await blob.text())).data ?? null
  } catch {
    return null
  }
}

async function unlessMissing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    // The Hub answers a token that knows of nothing there with either.
    if (error instanceof HubApiError && (error.statusCode === 404 || (error.statusCode === 401 && /repository not found/i.test(error.message)))) return null
    throw error
  }
}

/** Somebody else, or an attempt of ours before, may have made it in this moment. */
async function unlessThere(made: Promise<unknown>): Promise<void> {
  try {
    await made
  } catch (error) {
    if (!(error instanceof HubApiError && error.statusCode === 409)) throw error
  }
}
