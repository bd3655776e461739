/**
 * A name that an object of a JSON text has twice, at whatever depth, or null. Readers differ there: some take the first value, some the last, some stop. The text must
 * be JSON that parses. Reads it once and keeps the names of the objects that are open.
 */
export function repeatedName(json: string): string | null {
  // Of what is open at a place: the names of an object, or null for a list.
  const open: (Set<string> | null)[] = []
  let at = 0
  while (at < json.length) {
    const sign = json[at]
    if (sign === '{') open.push(new Set())
    else if (sign === '[') open.push(null)
    else if (sign === '}' || sign === ']') open.pop()
    else if (sign === '"') {
      const end = endOfText(json, at)
      if (isName(json, end)) {
        const name: string = JSON.parse(json.slice(at, end))
        const names = open.at(-1)
        if (names?.has(name)) return name
        names?.add(name)
      }
      at = end
      continue
    }
    at++
  }
  return null
}

/** Where the text in quotes that begins here has ended. */
function endOfText(json: string, start: number): number {
  let at = start + 1
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1
  return at + 1
}

/** Whether a colon follows. */
function isName(json: string, from: number): boolean {
  let at = from
  while (/\s/.test(json[at] ?? '')) at++
  return json[at] === ':'
}
