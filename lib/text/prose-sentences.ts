import { blocks } from './blocks.ts'
import { remembered } from './remembered.ts'
import { sentences } from './sentences.ts'
import type { Span } from './words.ts'

const ends = /[.!?:…。！？؟।۔;‼‽⁇⁈⁉։።။។](?:["'”’)\]*_»」』）】]|\[\^?\d{1,3}\]|\p{ExtPict}|\p{EMod}|\u200d|\ufe0f|\s)*$/u

/**
 * The sentences of the coarse reading that a strict reader counts: none in code, tables and headings; of list items, and of lines that others follow, only
 * those with a mark at their end.
 */
export const strictSentences: (text: string) => readonly Span[] = remembered((text) => {
  const { coarse } = sentences(text)
  const all = blocks(text).filter(({ kind }) => kind !== 'divider')
  const last = all.at(-1)
  let at = 0
  return coarse.filter(({ start, end }) => {
    while ((all[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at++
    const block = all[at]
    if (!block || block.kind === 'code' || block.kind === 'table' || block.kind === 'heading') return false
    return (block === last && block.kind === 'paragraph') || ends.test(text.slice(Math.max(start, end - 24), end))
  })
})

/** The sentences of the fine reading outside code and tables. */
export const fineInProse: (text: string) => readonly Span[] = remembered((text) => {
  const { fine } = sentences(text)
  const other = blocks(text).filter(({ kind }) => kind === 'code' || kind === 'table')
  let at = 0
  return fine.filter(({ start }) => {
    while ((other[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at++
    return (other[at]?.start ?? Number.POSITIVE_INFINITY) > start
  })
})

/** How many sentences end without a space behind them: "It rains.It pours." */
export function gluedEnds(text: string): number {
  return Array.from(text.matchAll(/\p{Ll}{2}[.!?](?=\p{Lu}\p{Ll}|\p{Lu}\s)/gu)).length
}
