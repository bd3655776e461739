import { normalised } from '#lib/exports/audit/repeated-keys.ts'

/** Words that say where an input stands: composing turns them round where the input is moved, and each version did so in its own way. */
const pointing = /\b(?:following|above|below)\b/g

/** Whether a prompt has an instruction, but for the signs that a layout sets about it and the words that point to its input. */
export function hasInstruction(prompt: string, instruction: string): boolean {
  const [within, said] = [normalised(prompt), normalised(instruction).trim()]
  return within.includes(said) || unplaced(within).includes(unplaced(said))
}

function unplaced(text: string): string {
  return text.replaceAll(pointing, ' ').replaceAll(/\s+/g, '')
}
