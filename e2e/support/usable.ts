import type { Page } from '@playwright/test'
import { intercepted } from './intercepted.ts'
import { holdReasons } from './reasons.ts'

/**
 * Makes a page wait, wherever a test sends it by address, until the browser has brought it to life: what is shown of it before that came
 * from the server as it stands, and takes neither keys nor clicks. How long that lasts depends on the machine.
 */
export function usable(page: Page): Page {
  const goto = page.goto.bind(page)
  const reload = page.reload.bind(page)
  let held: Promise<void> | undefined
  page.goto = async (...to) => {
    await (held ??= holdReasons(page))
    const response = await goto(...to)
    await alive(page)
    return response
  }
  page.reload = async (...how) => {
    const response = await reload(...how)
    await alive(page)
    return response
  }
  return intercepted(page)
}

/** Of what React keeps of a part of the page. */
interface Part {
  child: Part | null
  sibling: Part | null
  stateNode: { current: Part }
  memoizedState: { isDehydrated?: boolean; dehydrated?: unknown } | null
}

/** Waits until nothing of what is shown is still to be taken over by React, and the browser has nothing else to do. */
async function alive(page: Page): Promise<void> {
  if (!/^https?:/.test(page.url())) return
  for (let idle = false; !idle; ) {
    await page.waitForFunction(isTakenOver, undefined, { timeout: 60_000 })
    // A page that leads on to another one begins again.
    idle = await page.evaluate(() => new Promise<boolean>((done) => requestIdleCallback(() => done(true), { timeout: 5000 }))).catch(() => false)
  }
}

/** Runs in the page. It answers at once: a promise would be taken for a yes. */
function isTakenOver(): boolean {
  const root = Object.entries(document).find(([key]) => key.startsWith('__reactContainer$'))?.[1]
  if (!root) return false
  const left: Part[] = [root.stateNode.current]
  for (let part = left.pop(); part; part = left.pop()) {
    if (part.memoizedState?.isDehydrated || part.memoizedState?.dehydrated) return false
    if (part.sibling) left.push(part.sibling)
    if (part.child) left.push(part.child)
  }
  return true
}
