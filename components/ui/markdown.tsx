'use client'

import { clsx } from 'clsx'
import { useMemo } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { colourCode } from '#components/reading/colour-code.ts'
import { formulaSyntax } from '#components/reading/formula-syntax.ts'
import { useReadingTools } from '#components/reading/reading-tools.ts'
import { typeset } from '#components/reading/typeset.ts'

/** Untrusted text: no raw HTML, nothing loaded from elsewhere, links that tell nobody where the reader comes from. */
export const safeComponents: Components = {
  // Of an address that is not safe nothing is left; a link to nowhere would open this page once more.
  a: ({ children, href }) =>
    href ? (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  // A heading that says nothing is no heading: many tables begin with `| | |`.
  th: ({ node, children, ...rest }) => (node?.children.length ? <th {...rest}>{children}</th> : <td {...rest} />),
  img: ({ alt }) => <span className="text-faint">[image: {alt || 'no description'}]</span>,
}

/** Markdown as people read it, with code and formulas set. */
export function Markdown({ children, className }: { children: string; className?: string }) {
  const { colours, formula } = useReadingTools(children)
  const content = useMemo(
    () => (
      <ReactMarkdown remarkPlugins={[remarkGfm, formulaSyntax(children)]} rehypePlugins={[typeset(formula), colourCode(colours)]} components={safeComponents}>
        {children}
      </ReactMarkdown>
    ),
    [children, colours, formula],
  )
  return <div className={clsx('markdown', className)}>{content}</div>
}
