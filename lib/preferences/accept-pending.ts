import { listPreferences } from '#lib/preferences/list-preferences.ts'
import { decidePreference } from '#lib/preferences/decide-preference.ts'
import { AppError } from '#lib/http/errors.ts'

const pageSize = 100

/** Accepts each pending preference of a dataset by itself, as the command line does on nobody's behalf. Says how many, and why others could not be. */
export async function acceptPending(datasetId: string): Promise<{ accepted: number; refused: Record<string, number> }> {
  const refused: Record<string, number> = {}
  let accepted = 0
  for (let after: string | null | undefined; after !== null; ) {
    const page = await listPreferences(datasetId, { status: 'pending', limit: pageSize, after })
    for (const { id, version } of page.preferences) {
      try {
        await decidePreference(null, id, { act: 'accept', seenVersion: version })
        accepted++
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        refused[error.message] = (refused[error.message] ?? 0) + 1
      }
    }
    after = page.next
  }
  return { accepted, refused }
}
