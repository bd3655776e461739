import type { PairFilter } from '#lib/datasets/contract.ts'

/** The texts that a filter looks for, by where it looks; they are marked where the pair is shown. */
export interface SoughtText {
  instruction: string[]
  response: string[]
  constraint: string[]
}

export const nothingSought: SoughtText = { instruction: [], response: [], constraint: [] }

/** The filters that look for text; links to a pair carry them on. */
const soughtKeys = ['q', 'instruction', 'response', 'constraint'] as const
export type SoughtFilter = { [Key in (typeof soughtKeys)[number]]?: string | null | undefined }

/** What a filter looks for; what it excludes is in no pair that it finds. */
export function soughtText({ q, instruction, response, constraint }: SoughtFilter | PairFilter): SoughtText {
  const texts = (...wanted: (string | null | undefined)[]): string[] => wanted.flatMap((text) => (text ? [text] : []))
  return { instruction: texts(q, instruction), response: texts(q, response), constraint: texts(q, constraint) }
}

/** What the address of a pair says was looked for. */
export function readSought(query: Readonly<Record<string, string | string[] | undefined>>): SoughtFilter {
  return Object.fromEntries(soughtKeys.flatMap((key) => (typeof query[key] === 'string' ? [[key, query[key].slice(0, 200)]] : [])))
}

/** What a filter looks for as a query that a link to a pair can end in, begun with `sign`; empty where it looks for none. */
export function soughtQuery(filter: SoughtFilter, sign: '?' | '&'): string {
  const query = new URLSearchParams(soughtKeys.flatMap((key) => (filter[key] ? [[key, filter[key]]] : [])))
  return query.size === 0 ? '' : `${sign}${query}`
}
