import { z } from 'zod'

/** OWNER/NAME as the Hub allows it: letters, digits, dashes, dots and underscores, none of these at an end or doubled. */
const repositoryPart = String.raw`[A-Za-z0-9](?:[\w]|[-.](?![-.]))*(?<![-.])`
const repository = z
  .string()
  .trim()
  .max(192)
  .regex(new RegExp(`^${repositoryPart}/${repositoryPart}$`), 'is no repository: write OWNER/NAME, of letters, digits, dashes, dots and underscores')
const branch = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][\w./-]{0,99}$/, 'is no name of a branch: letters, digits, dashes, dots, slashes and underscores')
  .refine((name) => !name.includes('..') && !name.includes('//') && !/[./]$/.test(name) && !name.endsWith('.lock'), 'is no name that git takes for a branch')

/** What a push is asked. No token is among it: the worker takes that from where it is kept. */
export const pushParams = z.object({
  exportId: z.uuid(),
  repository,
  /** Of a repository that is made for it. One that is public already is refused. */
  private: z.boolean().default(false),
  branch: branch.default('main'),
  /** Whether files of the same names may go that Pincer did not put there. */
  replace: z.boolean().default(false),
  /** Takes the export's files away from there instead, by a commit on top; allowed also where the export holds what was taken down. */
  withdraw: z.boolean().default(false),
})
export type PushParams = z.infer<typeof pushParams>

/** What came of a push: its commit, or the one that stood where nothing had to be changed. */
export const pushResult = z.object({ commit: z.object({ oid: z.string(), url: z.string() }), changed: z.boolean() })
export type PushResult = z.infer<typeof pushResult>

/** `GET /api/v1/exports/:id/pushes` answers {pushes: PushView[]}, newest first. One is started by `POST /api/v1/runs` with the kind `push`. */
export interface PushView {
  runId: string
  repository: string
  /** Where people see it. */
  url: string
  branch: string
  /** Whether it took the files away instead. */
  withdraws: boolean
  status: 'queued' | 'running' | 'paused' | 'cancelled' | 'done' | 'partial' | 'failed'
  error: string | null
  result: PushResult | null
  createdBy: string | null
  createdAt: string
}

/** Written only, as the Hub's tokens are: `PUT /api/v1/hub` keeps it, `DELETE /api/v1/hub` removes it; both answer a HubState. */
export const hubTokenInput = z.object({
  token: z
    .string()
    .trim()
    .regex(/^hf_[\x21-\x7e]{4,500}$/, 'is no token of the Hub: those begin with hf_'),
})

/** `GET /api/v1/hub`: where pushes go and whether there is a token, never the token. */
export interface HubState {
  /** The Hub's address, or that of HF_ENDPOINT. */
  server: string
  /** `environment`: HF_TOKEN. `kept`: entered in the settings. */
  token: 'environment' | 'kept' | null
  /** What is wrong with what is kept, in words for people; null where nothing is. */
  problem: string | null
  /** Whether this person may push and change the token. */
  manages: boolean
}
