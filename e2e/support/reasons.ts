import type { Page } from '@playwright/test'
import { reasonMs } from '#components/review/reason-time.ts'

const over = 'time-for-reasons-over'

/** Lets the question why something is rejected stay until the test says that its time is over: how long a test takes to answer is the machine's affair. */
export async function holdReasons(page: Page): Promise<void> {
  await page.addInitScript(
    ([ms, event]) => {
      const { setInterval: every, clearInterval: stop } = window
      const held = new Map<unknown, () => void>()
      window.setInterval = Object.assign((then: TimerHandler, wait?: number, ...more: unknown[]): number => {
        if (wait !== ms || typeof then !== 'function') return every(then, wait, ...more)
        const id = every(() => {}, 2 ** 31 - 1)
        held.set(id, () => then())
        return id
      }, every)
      window.clearInterval = (id) => {
        held.delete(id)
        stop(id)
      }
      window.addEventListener(event, () => held.forEach((then) => then()))
    },
    [reasonMs, over] as const,
  )
}

/** Nobody gave a reason in time. */
export const reasonTimeOver = (page: Page): Promise<void> => page.evaluate((event) => void window.dispatchEvent(new Event(event)), over)
