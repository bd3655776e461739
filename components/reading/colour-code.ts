import type rehypeHighlight from 'rehype-highlight'

type Transform = ReturnType<typeof rehypeHighlight>
type Tree = Parameters<Transform>[0]
type File = Parameters<Transform>[1]

/** What colours the code of a document. */
export type CodeColours = Transform

/** Longer code, in code units, and code of more pieces stays plain: each piece is an element. */
const longestCode = 20_000
const mostPieces = 3000

/** A rehype plugin that colours the blocks of code whose language is named and known. */
export function colourCode(colours: CodeColours | null) {
  return () => (tree: Tree, file: File) => {
    let pieces = 0

    function visit(node: Tree | Tree['children'][number]): void {
      if (node.type !== 'element' && node.type !== 'root') return
      const [code] = node.type === 'element' && node.tagName === 'pre' ? node.children : []
      if (code?.type !== 'element') {
        for (const child of node.children) visit(child)
        return
      }
      const [text] = code.children
      if (!colours || text?.type !== 'text' || text.value.length > longestCode || pieces > mostPieces) return
      try {
        colours({ type: 'root', children: [{ type: 'element', tagName: 'pre', properties: {}, children: [code] }] }, file)
      } catch {
        code.children = [text]
      }
      pieces += code.children.length
      if (pieces > mostPieces) code.children = [text]
    }

    visit(tree)
  }
}
