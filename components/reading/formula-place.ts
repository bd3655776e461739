/** Where a formula ends that begins somewhere in a text, in UTF-16 code units, and how it is set off. */
export interface FormulaPlace {
  /** Behind the closing sign. */
  end: number
  /** The length of the opening sign, which is that of the closing one. */
  sign: number
  /** Whether it is set on a line of its own. */
  display: boolean
}

/** Longer ones are no formulas that anybody reads. In code units. */
const longestInline = 1000
const longestDisplay = 6000

/**
 * The formula that begins at `at`, or null: between `\(` and `\)`, `\[` and `\]`, `$$` and `$$`, or between single dollars by Pandoc's rule,
 * which asks that nothing blank stands beside them within and no digit behind the second (here no letter either, but for `$n$th`). All of them
 * only where what they hold looks like a formula: `$5 and $10` is money, and `\[1\]` a bracket that was escaped.
 */
export function formulaAt(source: string, at: number): FormulaPlace | null {
  const closing = closings[source.slice(at, at + 2)]
  return closing === undefined ? betweenDollars(source, at) : between(source, at, closing)
}

const closings: Readonly<Record<string, string>> = { '$$': '$$', '\\[': '\\]', '\\(': '\\)' }

function between(source: string, at: number, closing: string): FormulaPlace | null {
  const display = closing !== '\\)'
  const window = source.slice(at + 2, at + (display ? longestDisplay : longestInline))
  const length = window.indexOf(closing)
  if (length === -1) return null
  const inside = window.slice(0, length)
  const text = inside.trim()
  if (blankLine.test(inside) || (closing === '\\]' && text.length === 1)) return null
  const number = closing !== '\\]' && /^-?[\d.,]+$/.test(text)
  return number || /[=<>]/.test(text) || looksLikeTex(text) ? { end: at + 2 + length + 2, sign: 2, display } : null
}

function betweenDollars(source: string, at: number): FormulaPlace | null {
  if (source[at] !== '$' || /[\p{L}\d_]/u.test(source[at - 1] ?? '')) return null
  const window = source.slice(at + 1, at + longestInline)
  const inside = /^(?:\\.|[^$\\])+/.exec(window)?.[0] ?? ''
  if (window[inside.length] !== '$' || /^\s|\s$/.test(inside) || blankLine.test(inside)) return null
  if (!/^(?:th|st|nd|rd|s)?(?![\p{L}\d_])/u.test(window.slice(inside.length + 1, inside.length + 6)) || !looksLikeTex(inside)) return null
  return { end: at + 1 + inside.length + 1, sign: 1, display: false }
}

const blankLine = /\n[ \t]*\r?\n/

/** Whether a text is a formula rather than words or amounts: it has commands or scripts, is one symbol, or has symbols with signs between them. */
export function looksLikeTex(text: string): boolean {
  if (/\\(?:[A-Za-z]{2,}|[,;!{}|])|[\^_]\{|(?<!\p{L})\p{L}[′']*[\^_]|[\d)}\]|]\^/u.test(text)) return true
  const words = text.match(/\p{L}+/gu) ?? []
  if (words.some((word) => word.length > 2 && !functions.has(word))) return false
  if (!/^[\p{L}\d([{|−-].*[\p{L}\d)\]}|!'′]$|^\p{L}$/su.test(text)) return false
  if (/[=<>+*≤≥≠≈∈→×·±]/u.test(text)) return true
  if (words.some((word) => word.length > 1 && !functions.has(word))) return false
  return words.length > 0 ? /^(?!\d+\W)[^\s,]*(?:, ?[^\s,]+)*$/u.test(text) : /^[−-]?\d+\/\d+$|^[−-]\d+(?:\.\d+)?$|^[([].*,.*[)\]]$/.test(text)
}

const functions = new Set(['sin', 'cos', 'tan', 'log', 'ln', 'exp', 'max', 'min', 'mod', 'gcd', 'lcm', 'lim', 'det', 'dim', 'deg', 'ker', 'arg', 'sup', 'inf'])
