/** Says that `length` code units of a rendered text from `at` are those of the source from `source`. */
export interface Run {
  at: number
  source: number
  length: number
}

/** How far ahead a rendered character is looked for; prefixes and markup between two rendered characters are shorter. */
const reach = 80

/**
 * Where each piece of a rendered text comes from in its markdown source, within [start, end). Rendered text mostly is its
 * source; what differs is escapes, entities, fences, and the prefixes of lines in lists and quotes, which this steps over.
 * Runs are in order of both. Linear in the length of the text.
 */
export function alignText(value: string, source: string, start: number, end: number): Run[] {
  const runs: Run[] = []
  let at = 0
  let from = start + fenceLength(source, start, end)
  while (at < value.length && from < end) {
    if (source[from] !== value[at]) {
      const found = ahead(source, from, Math.min(end, from + reach), value[at] ?? '')
      if (found === -1) {
        // Made from something else (a tab, a control character): take it for the next one.
        add(runs, at, from)
        at += 1
        from += 1
        continue
      }
      const entity = entityLength(source, from, found)
      if (entity === 0) {
        from = found
        continue
      }
      add(runs, at, from)
      at += 1
      from += entity
      continue
    }
    add(runs, at, from)
    const entity = value[at] === '&' ? ampersandLength(source, from, value, at) : 0
    at += 1
    from += Math.max(1, entity)
  }
  return runs
}

/** The rendered places of the source's [start, end): what of `runs` it covers, as [start, end) of the rendered text. */
export function toRendered(runs: readonly Run[], start: number, end: number): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = []
  for (const run of runs) {
    const from = Math.max(start, run.source)
    const to = Math.min(end, run.source + run.length)
    if (from >= to) continue
    const place = { start: run.at + from - run.source, end: run.at + to - run.source }
    const last = places.at(-1)
    if (last && last.end === place.start) last.end = place.end
    else places.push(place)
  }
  return places
}

function add(runs: Run[], at: number, source: number): void {
  const last = runs.at(-1)
  if (last && last.at + last.length === at && last.source + last.length === source) last.length += 1
  else runs.push({ at, source, length: 1 })
}

function ahead(source: string, from: number, to: number, character: string): number {
  for (let index = from; index < to; index++) if (source[index] === character) return index
  return -1
}

/** The opening line of fenced code is no part of what it renders. */
function fenceLength(source: string, start: number, end: number): number {
  if (!/^(`{3,}|~{3,})/.test(source.slice(start, start + 3))) return 0
  const lineEnd = source.indexOf('\n', start)
  return lineEnd === -1 || lineEnd >= end ? 0 : lineEnd + 1 - start
}

/** The length of an entity that begins at `from`, where the wanted character is not that before its end. */
function entityLength(source: string, from: number, found: number): number {
  const entity = entityAt(source, from)
  return entity > 0 && found >= from ? entity : 0
}

/** `&amp;` renders as its own first character. */
function ampersandLength(source: string, from: number, value: string, at: number): number {
  const entity = entityAt(source, from)
  return entity > 0 && value.slice(at, at + entity) !== source.slice(from, from + entity) ? entity : 0
}

function entityAt(source: string, from: number): number {
  if (source[from] !== '&') return 0
  return /^&#?[\dA-Za-z]{1,31};/.exec(source.slice(from, from + 34))?.[0].length ?? 0
}
