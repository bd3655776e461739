import type { ErrorBody } from '#lib/http/contract.ts'

type Code = ErrorBody['error']['code']

const statusOf: Record<Code, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  busy: 503,
  not_yet: 503,
  upstream: 502,
  internal: 500,
}

/** An error that a person can do something about; its message is shown as it stands. */
export class AppError extends Error {
  readonly code: Code
  readonly details: { field: string; reason: string }[] | undefined

  constructor(code: Code, message: string, details?: { field: string; reason: string }[]) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }

  get status(): number {
    return statusOf[this.code]
  }
}

/** The usual "there is no such thing" for a noun and its id. */
export function notFound(noun: string): AppError {
  return new AppError('not_found', `There is no such ${noun}; it may have been deleted.`)
}
