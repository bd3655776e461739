/** A constraint's text taken apart: its wording, in which `{1}`, `{2}`, ... stand for what differs from pair to pair, and what stood there. */
export interface Wording {
  template: string
  slots: string[]
}

/** Quoted texts, several in a row as one, and numbers in any digits. */
const slot =
  /(?:[“„«「『"]\s?[^"“”„«»「」『』\n]{1,300}?\s?[”“»」』"])(?:(?:\s?[,、]\s?(?:and |or )?|\s(?:and|or|und|oder|et|ou|y|o|e)\s|\s?[和与或]\s?)[“„«「『"]\s?[^"“”„«»「」『』\n]{1,300}?\s?[”“»」』"])*|\p{Nd}+(?:[.,]\p{Nd}+)*/gu

/**
 * The wording of a text: all its numbers and quoted texts are slots. Whatever the text, filling the template gives it back, because no number is
 * left in a template that could be taken for a slot's.
 */
export function wordingOf(text: string): Wording {
  const slots: string[] = []
  return { template: text.replace(slot, (found) => `{${slots.push(found)}}`), slots }
}

/** A template with its slots filled; a slot that there is not stays as it is written. */
export function fillWording(template: string, slots: readonly string[]): string {
  return template.replace(/\{(\d{1,3})\}/g, (written, number: string) => slots[Number(number) - 1] ?? written)
}

/** The numbers of the slots that a template names, each once, in order. */
export function slotsNamed(template: string): number[] {
  return [...new Set(Array.from(template.matchAll(/\{(\d{1,3})\}/g), ([, number]) => Number(number)))].toSorted((a, b) => a - b)
}
