import { z } from 'zod'
import { homeFolder } from '#lib/config/paths.ts'
import { keptSecret } from '#lib/config/secret.ts'

function unsetWhenBlank<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), schema)
}

const environmentShape = z.object({
  DATABASE_URL: unsetWhenBlank(z.string().refine(isPostgresUrl, 'must look like postgresql://user:password@host:5432/database').optional()),
  PINCER_HOME: unsetWhenBlank(z.string().optional()),
  PINCER_PORT: unsetWhenBlank(z.coerce.number({ error: 'must be a number from 1 to 65535' }).int().min(1).max(65_535).optional()),
  PINCER_SECRET: unsetWhenBlank(z.string().min(32, 'must have 32 characters or more').optional()),
  PINCER_URL: unsetWhenBlank(z.url({ protocol: /^https?$/, error: 'must be an address such as https://pincer.example.org' }).optional()),
  LOG_LEVEL: unsetWhenBlank(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info')),
})

/** The settings of a process, with their defaults. */
export interface Env {
  /** A Postgres 14 or newer; undefined: the embedded one. The launcher sets it for every process that it starts. */
  DATABASE_URL: string | undefined
  /** Folder of everything that Pincer keeps; `.pincer` in the checkout by default. */
  PINCER_HOME: string
  /** The port that was asked for; undefined: 3000, or the next free one. */
  PINCER_PORT: number | undefined
  /** Signs sessions and seals stored keys. By default made once, and kept in PINCER_HOME. Read only when asked for. */
  readonly PINCER_SECRET: string
  /** The address that people reach us at, without a slash at its end; a reverse proxy's, where there is one. */
  PINCER_URL: string
  LOG_LEVEL: z.infer<typeof environmentShape>['LOG_LEVEL']
}

/** Settings that are not what they should be; the message names each variable and what it must be, never its value. */
export class EnvironmentProblem extends Error {
  override name = 'EnvironmentProblem'
}

/** What the environment says, checked. Throws EnvironmentProblem. */
export function env(variables: Record<string, string | undefined> = process.env): Env {
  const parsed = environmentShape.safeParse(variables)
  if (!parsed.success) {
    throw new EnvironmentProblem(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join(' '))
  }
  const { DATABASE_URL, PINCER_PORT, LOG_LEVEL, PINCER_SECRET } = parsed.data
  const home = homeFolder({ PINCER_HOME: parsed.data.PINCER_HOME })
  return {
    DATABASE_URL,
    PINCER_HOME: home,
    PINCER_PORT,
    PINCER_URL: (parsed.data.PINCER_URL ?? `http://127.0.0.1:${PINCER_PORT ?? 3000}`).replace(/\/$/, ''),
    LOG_LEVEL,
    get PINCER_SECRET() {
      return PINCER_SECRET ?? keptSecret(home)
    },
  }
}

function isPostgresUrl(value: string): boolean {
  const url = URL.parse(value)
  return url !== null && (url.protocol === 'postgres:' || url.protocol === 'postgresql:')
}
