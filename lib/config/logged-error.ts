/** What stands of an error in the log. */
export interface LoggedError {
  type: string
  message: string
  stack?: string
  /** As the system, Postgres or Prisma name it. */
  code?: string
  /** The names of what Postgres speaks of. Not its detail, which quotes rows. */
  table?: string
  column?: string
  constraint?: string
  cause?: LoggedError
  /** Of several that ended one thing together, the first ones. */
  errors?: LoggedError[]
}

/** How many causes of causes are told, and how many errors of one. */
const deepest = 5
const mostErrors = 5

/**
 * An error as it stands in the log: what went wrong, where and why, and nothing else of it. Libraries hang whole connections, requests and
 * answers on their errors, with keys and texts that are nobody's to read. Of what is thrown and is no error, only a text is told.
 */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: typeof error === 'string' ? error : 'what was thrown is no error' }
  const logged: LoggedError = { type: error.constructor.name, message: error.message }
  for (const name of ['stack', 'code', 'table', 'column', 'constraint'] as const) {
    const value: unknown = Reflect.get(error, name)
    if (typeof value === 'string') logged[name] = value
  }
  if (depth === deepest) return logged
  if (error.cause instanceof Error) logged.cause = loggedError(error.cause, depth + 1)
  if (error instanceof AggregateError) logged.errors = error.errors.slice(0, mostErrors).map((each) => loggedError(each, depth + 1))
  return logged
}
