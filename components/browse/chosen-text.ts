import { mostNamed, nothingSelected, type Selection } from '#components/browse/selection.ts'
import { longId, shortId } from '#lib/datasets/short-id.ts'

/** What an address says of what is chosen: a choice, or the selection that the server keeps of it. */
export type Chosen = { selection: Selection } | { all: boolean; keptAs: string }

/**
 * What is chosen as the address writes it: the ids, shortened, or the selection that they are kept as, and before them `all` where it is all but these. Null where nothing is chosen, or more than is
 * named and nothing is kept of it yet.
 */
export function chosenText({ all, ids }: Selection, keptAs: string | null = null): string | null {
  if (!all && ids.size === 0) return null
  const named = ids.size <= mostNamed ? Array.from(ids, shortId) : keptAs === null ? null : ['kept', shortId(keptAs)]
  return named && [...(all ? ['all'] : []), ...named].join('.')
}

/** Reads it; what is no id is left. */
export function parseChosen(text: string | null): Chosen {
  const [first, ...rest] = text?.split('.') ?? []
  if (first === undefined) return { selection: nothingSelected }
  const all = first === 'all'
  const [kept, ...ids] = all ? rest : [first, ...rest]
  const [only] = ids
  const keptAs = kept === 'kept' && only !== undefined ? longId(only) : null
  if (keptAs !== null) return { all, keptAs }
  return { selection: { all, ids: new Set([kept ?? '', ...ids].flatMap((short) => longId(short) ?? [])) } }
}
