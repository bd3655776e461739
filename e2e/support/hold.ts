import type { Page } from '@playwright/test'

/** Requests that a test holds back for as long as it likes, where what matters is what happens before their answer comes. */
export interface Held {
  /** Lets those that are held go, and all that follow; done when each that was held is answered. */
  release(): Promise<void>
  /** Lets none of them through, nor any that follow: as without a network. */
  refuse(): Promise<void>
}

/** Holds every request of the page to such an address until the test lets them go, however long either side takes. */
export async function hold(page: Page, address: RegExp): Promise<Held> {
  const gate = Promise.withResolvers<'pass' | 'stop'>()
  const answered: Promise<void>[] = []
  await page.route(address, (route) => {
    const done = gate.promise.then(async (way) => (way === 'stop' ? route.abort() : route.fulfill({ response: await route.fetch() })))
    answered.push(done)
    return done
  })
  const open = async (way: 'pass' | 'stop'): Promise<void> => {
    gate.resolve(way)
    await Promise.all(answered)
  }
  return { release: () => open('pass'), refuse: () => open('stop') }
}
