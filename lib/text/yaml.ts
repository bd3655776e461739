/**
 * What a text is as YAML 1.2: a mapping, a list, or mere text, which is YAML as well; `broken` where it is none. `unknown` where it uses
 * what is not read here: anchors, tags, several documents, collections and text in braces or quotes over several lines.
 */
export type YamlReading = { kind: 'mapping' | 'list'; entries: number } | { kind: 'text' | 'broken' | 'unknown' }

interface Level {
  indent: number
  kind: 'mapping' | 'list'
  keys: Set<string>
}

/** What the value of an entry leaves open: nested lines, lines of a block of text, or nothing. */
type Open = 'child' | 'block' | 'nothing'

const key = /^(?:"[^"\\]*" ?|'[^']*' ?|(?:[^\s"'#[\]{}&*!|>%@`,?-]|-(?=\S))(?:[^:#]|:(?=\S)|(?<=\S)#)*):(?=\s|$)/

/** Reads the block style of YAML line by line, in time linear in the text's length. */
export function readYaml(text: string): YamlReading {
  const levels: Level[] = []
  let open: Open = 'nothing'
  let blockAbove = -1
  let texts = 0
  let entries = 0
  for (const [number, raw] of text.split('\n').entries()) {
    const line = raw.trimEnd()
    const indent = line.length - line.trimStart().length
    if (open === 'block' && (line === '' || indent > blockAbove)) continue
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue
    if (line === '---' && levels.length === 0 && texts === 0) continue
    if (line === '---' || line === '...' || line.startsWith('%')) return { kind: 'unknown' }
    if (line.slice(0, indent).includes('\t')) return { kind: 'broken' }
    const told = readLine({ levels, open, line, indent, first: levels.length === 0 && texts === 0 })
    if (typeof told === 'string') {
      if (told !== 'text') return { kind: told }
      texts++
      if (number > 0 && levels.length > 0) return { kind: 'unknown' }
      continue
    }
    if (texts > 0) return { kind: 'broken' }
    open = told.open
    blockAbove = told.blockAbove
    entries++
  }
  const [top] = levels
  return top ? { kind: top.kind, entries } : { kind: 'text' }
}

interface LineGiven {
  levels: Level[]
  open: Open
  line: string
  indent: number
  first: boolean
}

/** One line of block style: entries of mappings and lists, which may stand one in the other: "- name: Ada". */
function readLine(given: LineGiven): { open: Open; blockAbove: number } | 'text' | 'broken' | 'unknown' {
  const { levels, line } = given
  let { indent, open } = given
  for (let first = true; ; first = false) {
    const rest = line.slice(indent)
    const found = /^-(?=\s|$)/.test(rest) ? null : key.exec(rest)
    const kind = /^-(?=\s|$)/.test(rest) ? 'list' : found ? 'mapping' : null
    if (!kind) {
      // Text goes on over lines that are indented further.
      if (first) return levels.length === 0 || open === 'child' ? 'text' : indent > (levels.at(-1)?.indent ?? 0) ? 'unknown' : 'broken'
      const scalar = scalarOf(rest)
      return typeof scalar === 'string' ? scalar : { open: scalar.block ? 'block' : 'nothing', blockAbove: levels.at(-1)?.indent ?? 0 }
    }
    const level = enter(levels, { indent, kind, mayOpen: !first || given.first || open === 'child' })
    if (!level) return 'broken'
    if (kind === 'list') {
      const content = rest.slice(1).search(/\S/)
      if (content < 0) return { open: 'child', blockAbove: indent }
      indent += 1 + content
      open = 'child'
      continue
    }
    const name = (found?.[0] ?? '').trim()
    if (level.keys.has(name)) return 'unknown'
    level.keys.add(name)
    const value = rest.slice(found?.[0].length ?? 0).trim()
    if (value === '' || value.startsWith('#')) return { open: 'child', blockAbove: indent }
    const scalar = scalarOf(value)
    return typeof scalar === 'string' ? scalar : { open: scalar.block ? 'block' : 'nothing', blockAbove: indent }
  }
}

/** The level that an entry at this indent belongs to, opened where it may be; null where it fits none. */
function enter(levels: Level[], { indent, kind, mayOpen }: { indent: number; kind: Level['kind']; mayOpen: boolean }): Level | null {
  while ((levels.at(-1)?.indent ?? -1) > indent) levels.pop()
  let top = levels.at(-1)
  // A list may stand at the indent of the key that it belongs to.
  if (top?.indent === indent && top.kind === 'list' && kind === 'mapping' && levels.at(-2)?.indent === indent) {
    levels.pop()
    top = levels.at(-1)
  }
  if (top?.indent === indent && top.kind === kind) return top
  const besideKey = top?.indent === indent && top.kind === 'mapping' && kind === 'list'
  if (!mayOpen || (top && indent <= top.indent && !besideKey)) return null
  const level: Level = { indent, kind, keys: new Set() }
  levels.push(level)
  return level
}

/** A value on one line: whether it begins a block of text. */
function scalarOf(value: string): { block: boolean } | 'broken' | 'unknown' {
  if (/^[|>][-+\d]{0,2}(?:\s+#.*)?$/.test(value)) return { block: true }
  if (/^[&*!?|>]/.test(value)) return 'unknown'
  if (/^[%@`\]},]/.test(value)) return 'broken'
  if (value.startsWith('"')) return /^"(?:[^"\\]|\\.)*"(?:\s+#.*)?$/.test(value) ? { block: false } : 'unknown'
  if (value.startsWith("'")) return /^'(?:[^']|'')*'(?:\s+#.*)?$/.test(value) ? { block: false } : 'unknown'
  if (/^[[{]/.test(value)) return /^(?:\[[^[\]{}"']*\]|\{[^[\]{}"']*\})$/.test(value) || isJson(value) ? { block: false } : 'unknown'
  return /:(?:\s|$)/.test(value.replace(/\s#.*$/, '')) ? 'broken' : { block: false }
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}
