import type { FormulaNode } from '#components/reading/formula-tree.ts'
import type { HastNode } from '#components/reading/hast-node.ts'

/** How TeX becomes a tree: null where it cannot. */
export type FormulaMaker = (tex: string, display: boolean) => FormulaNode | null

/** Beyond this many formulas in one piece of text, or this many code units of them, the others are shown as they are written. */
const mostFormulas = 400
const mostTex = 30_000

/** The attribute of an element that is a typeset formula. */
export const formulaAttribute = 'dataFormula'

/**
 * A rehype plugin that sets the formulas of a document, those of fences that are marked `math` too. One that cannot be set, and every one
 * while there is nothing to set them with, stays the text that it is written as.
 */
export function typeset(make: FormulaMaker | null) {
  return () => (tree: HastNode) => {
    let formulas = 0
    let length = 0

    function set(tex: string, display: boolean): FormulaNode | null {
      formulas += 1
      length += tex.length
      return make && tex.trim() !== '' && formulas <= mostFormulas && length <= mostTex ? make(tex, display) : null
    }

    function visit(node: HastNode): void {
      for (const child of node.children ?? []) {
        const written = writtenIn(child)
        if (!written) visit(child)
        else {
          const math = set(written.tex, written.display)
          if (math) Object.assign(child, { tagName: 'span', properties: { [formulaAttribute]: written.display ? 'display' : 'inline' }, children: [math] })
          else if (child.tagName === 'span') child.properties = {}
        }
      }
    }

    visit(tree)
  }
}

const closings = ['$', '$$', '\\)', '\\]']

/** The formula that an element holds: without TeX where it was cut off by the end of what is around it. */
function writtenIn(node: HastNode): { tex: string; display: boolean } | null {
  if (node.tagName === 'span' && node.properties?.[formulaAttribute] !== undefined) {
    const source = node.children?.[0]?.value ?? ''
    const sign = /^\$[^$]/.test(source) ? 1 : 2
    if (!closings.includes(source.slice(-sign)) || source.length <= 2 * sign) return { tex: '', display: false }
    return { tex: source.slice(sign, -sign), display: node.properties[formulaAttribute] === 'display' }
  }
  const [code] = node.tagName === 'pre' ? (node.children ?? []) : []
  const classes = code?.properties?.['className']
  if (!Array.isArray(classes) || !classes.includes('language-math')) return null
  return { tex: code?.children?.[0]?.value ?? '', display: true }
}
