import { nothingSelected, type Selection } from '#components/browse/selection.ts'
import { longId, shortId } from '#lib/datasets/short-id.ts'

/** The most pairs chosen one by one that the address names: a link that may be sent is no longer than that. */
export const mostAddressed = 40

/** What is chosen as the address writes it: the ids, shortened, or `all` with the ids of those that are not; null where nothing is, or more than it names. */
export function chosenText({ all, ids }: Selection): string | null {
  if (ids.size > mostAddressed || (!all && ids.size === 0)) return null
  return [...(all ? ['all'] : []), ...Array.from(ids, shortId)].join('.')
}

/** Reads it; what is no id is left. */
export function parseChosen(text: string | null): Selection {
  const [first, ...rest] = text?.split('.') ?? []
  if (first === undefined) return nothingSelected
  const ids = (first === 'all' ? rest : [first, ...rest]).flatMap((short) => longId(short) ?? [])
  return { all: first === 'all', ids: new Set(ids) }
}
