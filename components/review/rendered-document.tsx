import { createContext, createElement, use, type ReactElement, type ReactNode } from 'react'
import ReactMarkdown, { type Components, type ExtraProps } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { colourCode } from '#components/reading/colour-code.ts'
import { formulaSyntax } from '#components/reading/formula-syntax.ts'
import { noTools, type ReadingTools } from '#components/reading/reading-tools.ts'
import { typeset } from '#components/reading/typeset.ts'
import { EvidenceMark } from '#components/review/evidence-mark.tsx'
import { markable, markAttribute, noMarks, type MarkableIndex, type Marks } from '#components/review/markable.ts'
import { safeComponents } from '#components/ui/markdown.tsx'

/** What is marked now in the document around. */
export const MarksContext = createContext<Marks>(noMarks)

/** A parsed document: its elements, which read what to mark from MarksContext, and where they stand in the source. */
export interface RenderedDocument {
  content: ReactElement
  index: MarkableIndex
}

/** Parses markdown once, with code and formulas set by `tools`, or says null when its nesting is beyond what can be parsed. */
export function renderDocument(source: string, { colours, formula }: ReadingTools = noTools): RenderedDocument | null {
  const index: MarkableIndex = { texts: new Map(), elements: [] }
  try {
    // Called, not rendered: it has no state, and the index is wanted together with the elements.
    const content = ReactMarkdown({
      children: source,
      remarkPlugins: [remarkGfm, formulaSyntax(source)],
      rehypePlugins: [typeset(formula), colourCode(colours), markable(source, index)],
      components,
    })
    return { content, index }
  } catch {
    return null
  }
}

const markableTags = [
  'blockquote', 'br', 'code', 'del', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'input', 'li', 'ol', 'p', 'pre', 'strong', 'sup',
  'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul',
] as const

const components: Components = {
  ...safeComponents,
  ...Object.fromEntries(markableTags.map((tag) => [tag, MarkableElement])),
  span: (props) => (props.node?.properties[markAttribute]?.toString().startsWith('t') ? <MarkableText {...props} /> : <MarkableElement {...props} />),
}

/** A text that comes from the source: plain, or cut into marked and unmarked pieces. */
function MarkableText({ node, children }: ExtraProps & { children?: ReactNode }) {
  const { texts } = use(MarksContext)
  const segments = texts.get(String(node?.properties[markAttribute]))
  const text = node?.children[0]
  if (text?.type !== 'text') return children
  const pieces = segments?.map(({ start, end, role, label }) => {
    const piece = text.value.slice(start, end)
    return role ? (
      <EvidenceMark key={start} role={role} label={label}>
        {piece}
      </EvidenceMark>
    ) : (
      piece
    )
  })
  // Markdown runs the lines of a paragraph together; here they are what is counted and judged, of a poem or a list without signs.
  return text.value.includes('\n') ? <span className="whitespace-pre-line [pre_&]:[white-space:inherit]">{pieces ?? children}</span> : (pieces ?? children)
}

/** An element that is marked as a whole where the evidence is markup, which renders as no text of its own. */
function MarkableElement({ node, ...props }: ExtraProps & { children?: ReactNode }) {
  const { elements } = use(MarksContext)
  const role = elements.get(String(node?.properties[markAttribute]))
  const { [dataAttribute]: _, ...rest }: Record<string, unknown> = props
  return createElement(node?.tagName ?? 'span', { ...rest, ...(role ? { 'data-evidence': role } : {}) })
}

const dataAttribute = 'data-mark'
