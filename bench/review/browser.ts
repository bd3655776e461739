import { chromium, type Page } from '@playwright/test'
import { findChromium } from '../../scripts/chromium.ts'
import type { Person } from './person.ts'

/** Six keys a second is more than a person decides; what is fetched ahead has that long. */
const betweenKeysMs = 150

/** What a review by keys took. */
export interface ReviewedByKeys {
  keys: number
  pairs: number
  /** Milliseconds from the key that goes on until the next pair is painted. */
  movesMs: number[]
}

/**
 * Reviews so many pairs in a browser by keys alone, as a person would who takes what is proven with Enter, rejects what is refuted with a reason,
 * accepts the rest one by one, and goes on with Enter.
 */
export async function reviewByKeys(address: string, person: Person, datasetId: string, pairs: number): Promise<ReviewedByKeys> {
  const executablePath = findChromium()
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, baseURL: address })
    await context.addCookies(person.cookie.split('; ').map((cookie) => ({ name: cookie.slice(0, cookie.indexOf('=')), value: cookie.slice(cookie.indexOf('=') + 1), url: address })))
    const page = await context.newPage()
    await page.addInitScript(noteMoves)
    await page.goto(`/datasets/${datasetId}/review`)
    await page.getByTestId('constraint').first().waitFor()
    const reviewed = await pressKeys(page, pairs)
    // What is decided last is sent before the page goes.
    await page.waitForTimeout(2000)
    return reviewed
  } finally {
    await browser.close()
  }
}

async function pressKeys(page: Page, pairs: number): Promise<ReviewedByKeys> {
  let keys = 0
  for (;;) {
    const { moves, open, proven, refuted } = await page.evaluate(whatIsSeen)
    if (moves.length >= pairs) return { keys, pairs, movesMs: moves.slice(0, pairs) }
    const wanted = open > 0 && proven === 0 ? (refuted ? ['x', '1'] : ['a']) : ['Enter']
    for (const key of wanted) {
      await page.keyboard.press(key)
      keys += 1
      await page.waitForTimeout(betweenKeysMs)
    }
  }
}

/** How long each move took by now; of the pair on the screen, how many constraints are open, how many of these proven, and whether the one in focus is refuted. */
function whatIsSeen(): { moves: number[]; open: number; proven: number; refuted: boolean } {
  const cards = [...document.querySelectorAll('[data-testid="constraint"]')]
  const open = cards.filter((card) => card.textContent?.includes('Undecided'))
  const current = document.querySelector('[data-testid="constraint"][aria-selected="true"]')?.textContent ?? ''
  const moves: number[] = JSON.parse(document.documentElement.dataset.moves ?? '[]')
  return { moves, open: open.length, proven: open.filter((card) => card.textContent?.includes('Proven')).length, refuted: /Refuted|Check failed/.test(current) }
}

/** Notes of every Enter that leads to another pair how long that takes until it is painted, in ms from the key's own time. */
function noteMoves(): void {
  const shown = (): string | null => document.querySelector('[data-pair]')?.getAttribute('data-pair') ?? null
  const moves: number[] = []
  let last = 0
  window.addEventListener(
    'keydown',
    ({ key, timeStamp }) => {
      if (key !== 'Enter') return
      const before = shown()
      last = timeStamp
      const look = (): void => {
        if (last !== timeStamp) return
        const now = shown()
        if (now === null || now === before) return void requestAnimationFrame(look)
        // A task behind the frame that paints it.
        const channel = new MessageChannel()
        channel.port1.onmessage = () => {
          moves.push(performance.now() - timeStamp)
          document.documentElement.dataset.moves = JSON.stringify(moves)
        }
        channel.port2.postMessage(null)
      }
      requestAnimationFrame(look)
    },
    { capture: true },
  )
}
