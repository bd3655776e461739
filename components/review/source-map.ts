/** Says that `length` code units of a rendered text from `at` are those of the source from `source`. */
export interface Run {
  at: number
  source: number
  length: number
}

/**
 * Where each piece of a rendered text comes from in its markdown source, within [start, end). Rendered text mostly is its
 * source; what differs is escapes, entities, fences, and the prefixes of lines in lists and quotes, which this steps over.
 * Runs are in order of both. Linear in the length of the text.
 */
export function alignText(value: string, source: string, start: number, end: number): Run[] {
  const runs: Run[] = []
  let at = 0
  let from = start + openingFenceLength(source, start, end)
  while (at < value.length && from < end) {
    while (from < end && source[from] !== value[at] && isMarkup(source.charCodeAt(from))) from += 1
    if (from >= end) break
    addUnit(runs, at, from)
    const entity = decodedEntityLength(source, from, value, at)
    at += entity > 0 && isHighSurrogate(value.charCodeAt(at)) ? 2 : 1
    from += entity > 0 ? entity : 1
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

/** Whether the source at `start` opens a block of fenced code. */
export function opensFence(source: string, start: number): boolean {
  const sign = source.slice(start, start + 3)
  return sign === '```' || sign === '~~~'
}

/** The opening line of fenced code is no part of what it renders. */
function openingFenceLength(source: string, start: number, end: number): number {
  const lineEnd = opensFence(source, start) ? source.indexOf('\n', start) : -1
  return lineEnd === -1 || lineEnd >= end ? 0 : lineEnd + 1 - start
}

function addUnit(runs: Run[], at: number, source: number): void {
  const last = runs.at(-1)
  if (last && last.at + last.length === at && last.source + last.length === source) last.length += 1
  else runs.push({ at, source, length: 1 })
}

/** What can stand in the source of a text without being rendered: white space, escapes, quote marks, backticks, tildes. */
function isMarkup(code: number): boolean {
  return code <= 0x20 || code === 0x5c || code === 0x3e || code === 0x60 || code === 0x7e
}

/** The length of the entity that stands at `from` and was rendered as the one character at `at`; 0 where none was. */
function decodedEntityLength(source: string, from: number, value: string, at: number): number {
  if (source[from] !== '&') return 0
  const entity = /^&#?[\dA-Za-z]{1,31};/.exec(source.slice(from, from + 34))?.[0]
  return entity === undefined || value.startsWith(entity, at) ? 0 : entity.length
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00
}
