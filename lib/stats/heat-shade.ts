/** A cell of a heat map: how dense its colour is, 0 to 1, and whether its words are in the colour of text or in that of text on the accent. */
export interface HeatShade {
  opacity: number
  words: 'ink' | 'on'
}

/** Between these, neither colour of words has 4.5:1 on the accent over its ground in every theme. */
const [mostForInk, leastForOn] = [0.51, 0.8]
const least = 0.06

/**
 * The shade of a cell by its strength, 0 to 1: the denser the more, leaving out the shades on which no words can be read (WCAG 2.2, 1.4.3). A gap has no colour.
 */
export function heatShade(strength: number, gap = false): HeatShade {
  if (gap) return { opacity: 0, words: 'ink' }
  return strength <= 0.5
    ? { opacity: least + (mostForInk - least) * strength * 2, words: 'ink' }
    : { opacity: leastForOn + (1 - leastForOn) * (strength - 0.5) * 2, words: 'on' }
}
