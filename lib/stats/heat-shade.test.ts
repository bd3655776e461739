import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { reportStyle } from '#lib/stats/report/style.ts'
import { heatShade } from './heat-shade.ts'

type Colour = number[]
const globals = readFileSync('app/globals.css', 'utf8')
const paper = readFileSync('app/(app)/print.css', 'utf8')

/** The colours that the n-th block of a style sheet that names the ink sets. */
function colours(css: string, n: number): Map<string, string> {
  const block = css.split('}').filter((text) => text.includes('--ink:'))[n] ?? ''
  return new Map([...block.matchAll(/(--[\w-]+): (#[0-9a-f]+)/gu)].map(([, name = '', value = '']) => [name, value]))
}

function read(hex = ''): Colour {
  const digits = hex.length === 4 ? hex.replaceAll(/[0-9a-f]/gu, '$&$&') : hex
  return [1, 3, 5].map((at) => Number.parseInt(digits.slice(at, at + 2), 16))
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(colour: Colour): number {
  const [r = 0, g = 0, b = 0] = colour.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: Colour, b: Colour): number {
  const [high, low] = [Math.max(luminance(a), luminance(b)), Math.min(luminance(a), luminance(b))]
  return (high + 0.05) / (low + 0.05)
}

const [light, dark] = [colours(globals, 0), colours(globals, 1)]
const themes = {
  light: { set: light, ground: '--panel', on: '--on-accent' },
  dark: { set: dark, ground: '--panel', on: '--on-accent' },
  print: { set: new Map([...light, ...colours(paper, 0)]), ground: '--panel', on: '--on-accent' },
  'the report, light': { set: colours(reportStyle, 0), ground: '--page', on: '--page' },
  'the report, dark': { set: colours(reportStyle, 1), ground: '--page', on: '--page' },
}

describe('heatShade', () => {
  it.each(Object.entries(themes))('leaves the words of every cell readable: %s', (_, { set, ground, on }) => {
    const [back, accent] = [read(set.get(ground)), read(set.get('--accent'))]
    for (let n = 0; n <= 1000; n++) {
      const { opacity, words } = heatShade(n / 1000)
      const cell = accent.map((value, index) => value * opacity + (back[index] ?? 0) * (1 - opacity))
      expect(contrast(cell, read(set.get(words === 'ink' ? '--ink' : on))), `strength ${n / 1000}`).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('is the denser the more, from next to nothing to all; a gap has no colour', () => {
    const shades = Array.from({ length: 1001 }, (_, n) => heatShade(n / 1000).opacity)
    for (const [index, opacity] of shades.slice(1).entries()) expect(opacity).toBeGreaterThan(shades[index] ?? 1)
    expect([shades[0], shades.at(-1)]).toEqual([0.06, 1])
    expect(heatShade(1, true)).toEqual({ opacity: 0, words: 'ink' })
  })

  it('prints in light colours, whichever the theme: the dark one is for screens', () => {
    expect(globals).toMatch(/@media screen \{\s*:root\[data-theme='dark'\] \{/u)
  })
})
