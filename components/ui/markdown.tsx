import { clsx } from 'clsx'
import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'

/** Untrusted text: no raw HTML, nothing loaded from elsewhere, links that tell nobody where the reader comes from. */
export const safeComponents: Components = {
  a: ({ children, href }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
  // A heading that says nothing is no heading: many tables begin with `| | |`.
  th: ({ node, children, ...rest }) => (node?.children.length ? <th {...rest}>{children}</th> : <td {...rest} />),
  img: ({ alt }) => <span className="text-faint">[image: {alt || 'no description'}]</span>,
}

/** Markdown as people read it. */
export function Markdown({ children, className }: { children: string; className?: string }) {
  return (
    <div className={clsx('markdown', className)}>
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={safeComponents}>
        {children}
      </ReactMarkdown>
    </div>
  )
}
