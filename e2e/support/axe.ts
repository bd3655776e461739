import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

declare global {
  interface Window {
    axe: typeof axe
  }
}

/** The rules that see which theme it is: a theme is a set of colours and nothing else (app/globals.css). */
const aboutColours = ['color-contrast', 'link-in-text-block']

/** Holds the page as it stands to axe's rules, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  // A colour that is still on its way to the other theme's would be measured as it passes.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await untilAtRest(page)
  await page.evaluate(axe.source)
  for (const theme of ['light', 'dark'] as const) {
    const found = await page.evaluate(violationsIn, { theme, rules: theme === 'dark' ? aboutColours : null })
    expect(found.map(({ id, nodes }) => `${theme}: ${id}: ${nodes.join(', ')}`)).toEqual([])
  }
}

/** Runs in the page, in which axe is: the violations of these rules, or of all, in a theme. To name each element that a rule finds nothing wrong with would take as long as all the rest. */
async function violationsIn({ theme, rules }: { theme: 'light' | 'dark'; rules: string[] | null }): Promise<{ id: string; nodes: string[] }[]> {
  document.documentElement.dataset.theme = theme
  // Colours are the other theme's in no time, but not before the next frame, and what inherits one that is on its way sets out when that has arrived.
  for (;;) {
    await new Promise(requestAnimationFrame)
    const underWay = document.getAnimations().filter((one) => one instanceof CSSTransition)
    if (underWay.length === 0) break
    await Promise.allSettled(underWay.map((one) => one.finished))
  }
  const { violations } = await window.axe.run(document, { resultTypes: ['violations'], ...(rules && { runOnly: { type: 'rule', values: rules } }) })
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.target.join(' ')) }))
}

/** What is dimmed while newer rows come is measured when they are there; what stays busy, because a test holds its answer back, is measured as it is. */
async function untilAtRest(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 5000 }).catch(() => {})
}
