import { ApiError } from '#components/api/client.ts'

/** How often it is asked again for what is being made: for some minutes, as each time it is waited for at the server for two seconds. */
const mostTimes = 100

/** Whether the server said that what was asked for is being made, and can be had soon. */
export function isNotYet(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === 'not_yet'
}

/** Whether what failed so many times before is asked again. That helps when the network failed or something is not there yet, not when the server said no. */
export function asksAgain(failures: number, error: Error): boolean {
  if (isNotYet(error)) return failures < mostTimes
  return failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500)
}

/** After how many milliseconds. */
export function askAgainAfter(failures: number, error: Error): number {
  return isNotYet(error) ? 1000 : Math.min(30_000, 1000 * 2 ** failures)
}
