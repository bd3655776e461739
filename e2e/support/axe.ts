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
  // What pulses is pale at moments.
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
  // Else colours would be measured on their way to the other theme's.
  const atOnce = new CSSStyleSheet()
  atOnce.replaceSync('*, ::before, ::after { transition: none !important }')
  document.adoptedStyleSheets = [atOnce]
  const shown = document.documentElement.dataset
  const before = shown.theme
  shown.theme = theme
  const { violations } = await window.axe.run(document, { resultTypes: ['violations'], ...(rules && { runOnly: { type: 'rule', values: rules } }) })
  // Else a test that changes the theme next might find it changed already.
  if (before === undefined) delete shown.theme
  else shown.theme = before
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.target.join(' ')) }))
}

/** What is dimmed while newer rows come is measured when they are there; what stays busy, because a test holds its answer back, is measured as it is. */
async function untilAtRest(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 5000 }).catch(() => {})
}
