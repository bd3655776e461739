import type { ExportExample } from '#lib/exports/formats/format.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/**
 * How many rows a recipe lets through. Pairs come in order of content hash, so that those that are taken are as good as drawn, and the
 * same in every export.
 */
export class Caps {
  readonly #recipe: Pick<ExportParams, 'mostRows' | 'mostPerSource' | 'longestWords'>
  readonly #ofSource = new Map<string, number>()
  #rows = 0

  constructor(recipe: Pick<ExportParams, 'mostRows' | 'mostPerSource' | 'longestWords'>) {
    this.#recipe = recipe
  }

  /** Takes an example in; or answers why it is left out. `words`: of the longest conversation that it becomes. */
  refuse(example: Pick<ExportExample, 'source'>, words: () => number): string | null {
    const { mostRows, mostPerSource, longestWords } = this.#recipe
    const ofSource = this.#ofSource.get(example.source) ?? 0
    if (longestWords !== null && words() > longestWords) return `longer than ${longestWords} words`
    if (mostPerSource !== null && ofSource >= mostPerSource) return `more than ${mostPerSource} of its source`
    if (mostRows !== null && this.#rows >= mostRows) return `more than ${mostRows}`
    this.#rows++
    this.#ofSource.set(example.source, ofSource + 1)
    return null
  }
}
