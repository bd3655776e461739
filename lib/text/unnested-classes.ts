/** A class of a pattern: its own characters and ranges, and the classes in it. */
interface ParsedClass {
  negated: boolean
  flat: string
  nested: ParsedClass[]
  /** Characters that are taken away again. */
  without: string | null
}

/**
 * The same pattern with no class inside another, as the flag `u` reads it, which Node knows for longer than `v`. Takes what `parsePattern` makes:
 * classes whose own characters are written as escapes, one in the other, and a difference at the end of one.
 */
export function unnested(source: string): string {
  let made = ''
  for (let at = 0; at < source.length; ) {
    if (source[at] !== '[') {
      // An escaped bracket is none.
      const length = source[at] === '\\' ? 2 : 1
      made += source.slice(at, at + length)
      at += length
      continue
    }
    const { found, end } = parsed(source, at)
    made += written(found)
    at = end
  }
  return made
}

function parsed(source: string, start: number): { found: ParsedClass; end: number } {
  let at = start + 1
  const negated = source[at] === '^'
  if (negated) at++
  const found: ParsedClass = { negated, flat: '', nested: [], without: null }
  while (at < source.length && source[at] !== ']') {
    const isDifference = source.startsWith('--[', at)
    if (source[at] === '[' || isDifference) {
      const inner = parsed(source, isDifference ? at + 2 : at)
      if (isDifference) found.without = inner.found.flat
      else found.nested.push(inner.found)
      at = inner.end
      continue
    }
    const length = source[at] === '\\' ? 2 : 1
    found.flat += source.slice(at, at + length)
    at += length
  }
  return { found, end: at + 1 }
}

function written({ negated, flat, nested, without }: ParsedClass): string {
  const isSimple = (each: ParsedClass): boolean => !each.negated && each.without === null && each.nested.length === 0
  // The characters of a class within can stand among those of the outer one.
  const own = flat + nested.filter(isSimple).map((each) => each.flat).join('')
  const others = nested.filter((each) => !isSimple(each)).map(written)
  const all = [...(own === '' ? [] : [`[${own}]`]), ...others]
  const [only = '[]'] = all
  const positive = all.length > 1 ? `(?:${all.join('|')})` : only
  const whole = !negated ? positive : others.length === 0 ? `[^${own}]` : `(?:(?!${positive})[^])`
  return without === null ? whole : `(?:(?![${without}])${whole})`
}
