import { pino, type DestinationStream, type Logger } from 'pino'
import { env } from '#lib/config/env.ts'
import { loggedError } from '#lib/config/logged-error.ts'

const secretNames = [
  'authorization', 'cookie', 'password', 'apiKey', 'api_key', 'token', 'secret', 'DATABASE_URL', 'databaseUrl', 'PINCER_SECRET',
  '["set-cookie"]', '["x-api-key"]',
]

/** At the top and up to three levels down: headers and settings lie no deeper. */
const redacted = ['', '*', '*.*', '*.*.*'].flatMap((above) =>
  secretNames.map((name) => (above === '' || name.startsWith('[') ? `${above}${name}` : `${above}.${name}`)),
)

let processLog: Logger | undefined

/** The log of this process; PINCER_PART (set by the launcher) says which part of Pincer it is. */
export function log(): Logger {
  processLog ??= makeLog(process.env.PINCER_PART ?? 'pincer')
  return processLog
}

/**
 * A log of JSON lines, on stderr by default because stdout belongs to a command's results. Errors are told as loggedError tells
 * them. Secrets are left out by the name of their field, and the passwords of addresses wherever they stand in a text.
 */
export function makeLog(part: string, destination: DestinationStream = pino.destination({ dest: 2, sync: true })): Logger {
  return pino(
    {
      base: { part },
      level: env().LOG_LEVEL,
      serializers: { err: (error: unknown) => loggedError(error) },
      redact: { paths: redacted, censor: '[left out]' },
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: { streamWrite: hidePasswords },
    },
    destination,
  )
}

/** Replaces the password in every `scheme://user:password@host` of a text. */
export function hidePasswords(text: string): string {
  // Bounded lengths, so that no text makes it slow.
  return text.replace(/([a-z][a-z0-9+]{0,20}:\/\/[^\s:/@"]{0,128}:)[^\s@/"]{1,256}@/gi, '$1[left out]@')
}
