import type { ComposedAs } from '#lib/exports/formats/format.ts'

/** What chance decided of a prompt, by the names under which a manifest counts it: the distribution of layouts, connectors, places of inputs and kinds of instructions. */
export function choicesOf({ layout, connector, inputPosition, instruction }: ComposedAs): string[] {
  return [`layout: ${layout}`, `connector: ${connector}`, `instruction: ${instruction}`, ...(inputPosition === null ? [] : [`input: ${inputPosition}`])]
}

/** Whether a number of a manifest is of what chance decided. */
export function isChoice(name: string): boolean {
  return /^(?:layout|connector|instruction|input): /.test(name)
}
