'use client'

import { useQuery } from '@tanstack/react-query'
import { splitFrontMatter } from '#components/exports/export-words.ts'
import { datasetCardQuery } from '#components/exports/queries.ts'
import { Markdown } from '#components/ui/markdown.tsx'
import { ErrorNotice, Skeleton } from '#components/ui/panel.tsx'

/** The README.md of an export as a dataset hub shows it, with what the hub reads folded away above it. */
export function DatasetCard({ exportId }: { exportId: string }) {
  const { data, error, refetch } = useQuery(datasetCardQuery(exportId))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton className="h-40" />
  const { frontMatter, body } = splitFrontMatter(data)
  return (
    <>
      {frontMatter === null ? null : (
        <details className="mb-4">
          <summary className="text-muted">Front matter for dataset hubs</summary>
          <pre className="mt-2 overflow-x-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-[13px]">{frontMatter}</pre>
        </details>
      )}
      <Markdown className="max-w-3xl">{lowerHeadings(body)}</Markdown>
    </>
  )
}

/** The card's title is an h1, and the page has one: on the page the card's headings stand two levels lower. */
function lowerHeadings(markdown: string): string {
  return markdown
    .split('\n')
    .map((line) => (line.startsWith('#') ? `##${line}` : line))
    .join('\n')
}
