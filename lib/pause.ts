import { setTimeout as sleep } from 'node:timers/promises'

/** Waits so many milliseconds, or until the signal comes, which is no error. Keeps no process alive. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal, ref: false }).catch(() => {})
}
