import { HubApiError } from '@huggingface/hub'
import { z } from 'zod'
import type { Repository } from '#lib/hub/repository.ts'

/** How often a commit is tried that others came before, or whose answer was lost. */
export const commitTries = 3

/** What a killed worker leaves to the next: the commit on which its own was to be built. */
export const pushCursor = z.object({ onto: z.string() })

/** Where people see a commit of a repository. */
export function commitUrl({ hubUrl, name }: Repository, oid: string): string {
  return `${hubUrl}/datasets/${name}/commit/${oid}`
}

/** Whether a commit is worth another try: others came before, the server failed, or the network did. */
export function mayPass(error: unknown): boolean {
  return error instanceof HubApiError ? error.statusCode >= 500 || [409, 412, 429].includes(error.statusCode) : error instanceof TypeError
}
