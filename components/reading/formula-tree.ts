import katex from 'katex'
import { mathLetters } from '#components/reading/math-letters.ts'

/** An element or text of a rendered formula. */
export type FormulaNode =
  | { type: 'element'; tagName: string; properties: Record<string, string>; children: FormulaNode[] }
  | { type: 'text'; value: string }

/** Longer ones are shown as they are written, in code units: the time for one is bounded by its length. */
const longest = 3000

/**
 * TeX as MathML, or null where it cannot be read, is too long, defines commands, which could grow without bounds, or asks for what is no mathematics. It is built of the elements and
 * attributes of mathematics only: no links, no images, no styles, no colours and no invisible parts that could hide something.
 */
export function formulaTree(tex: string, display: boolean): FormulaNode | null {
  if (tex.length > longest || refused.test(tex)) return null
  try {
    const markup = katex.renderToString(tex, { output: 'mathml', displayMode: display, throwOnError: true, trust: false, strict: false, maxExpand: 500, maxSize: 10 })
    const math = readMarkup(markup)
    return math && { ...math, properties: display ? { display: 'block' } : {} }
  } catch {
    // What KaTeX does not know, or cannot read for its depth, is no mistake of ours.
    return null
  }
}

const refused = /\\(?:[gex]?def|(?:re)?newcommand|providecommand|let|futurelet|global|long|char|html\w*|href|url|includegraphics)(?![A-Za-z])/

type FormulaElement = FormulaNode & { type: 'element' }

/** The `math` element of what KaTeX writes: tags with quoted attributes, and texts. Elements that are not of mathematics leave what is in them. */
function readMarkup(markup: string): FormulaElement | null {
  const root = element('root', {}, [])
  const open: FormulaElement[] = [root]
  let annotated = false
  for (const [tag, closing, tagName = '', attributes = '', text] of markup.matchAll(/<(\/?)([a-z]+)((?:\s+[\w:-]+\s*="[^"]*")*)\s*\/?>|([^<]+)/g)) {
    const around = open.at(-1) ?? root
    if (tagName === 'annotation') annotated = !closing
    else if (text !== undefined) {
      if (!annotated) around.children.push({ type: 'text', value: unescaped(text) })
    } else if (elements.has(tagName)) {
      if (closing) open.pop()
      else {
        const child = element(tagName, propertiesOf(attributes), [])
        around.children.push(child)
        if (!tag.endsWith('/>')) open.push(child)
      }
    }
  }
  const math = root.children.find((child) => child.type === 'element' && child.tagName === 'math')
  return math?.type === 'element' ? { ...math, children: math.children.map(inLetters) } : null
}

function propertiesOf(attributes: string): Record<string, string> {
  return Object.fromEntries([...attributes.matchAll(/([\w:-]+)\s*="([^"]*)"/g)].flatMap(([, name = '', value = '']) => (kept.has(name) ? [[name, unescaped(value)]] : [])))
}

function unescaped(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => signs[name] ?? '')
}

const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" }

function element(tagName: string, properties: Record<string, string>, children: FormulaNode[]): FormulaElement {
  return { type: 'element', tagName, properties, children }
}

/** Browsers know only the upright variant of a letter; the others are letters of their own. */
function inLetters(node: FormulaNode): FormulaNode {
  if (node.type === 'text') return node
  const { mathvariant: variant, ...properties } = node.properties
  if (variant === undefined || variant === 'normal' || variant === 'italic') return { ...node, children: node.children.map(inLetters) }
  return { ...node, properties, children: node.children.map((child) => (child.type === 'text' ? { ...child, value: mathLetters(child.value, variant) } : inLetters(child))) }
}

const elements = new Set([
  'math', 'mi', 'mn', 'mo', 'mtext', 'ms', 'mspace', 'mrow', 'mfrac', 'msqrt', 'mroot', 'mstyle', 'mpadded', 'menclose', 'msub', 'msup',
  'msubsup', 'munder', 'mover', 'munderover', 'mmultiscripts', 'mprescripts', 'mtable', 'mtr', 'mtd', 'mlabeledtr',
])

const kept = new Set([
  'mathvariant', 'stretchy', 'fence', 'separator', 'accent', 'accentunder', 'form', 'lspace', 'rspace', 'minsize', 'maxsize', 'largeop', 'movablelimits', 'symmetric',
  'linethickness', 'columnalign', 'rowspacing', 'columnspacing', 'columnlines', 'rowlines', 'scriptlevel', 'displaystyle', 'width', 'height', 'depth', 'voffset', 'notation',
])
