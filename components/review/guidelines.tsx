'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import { toast } from 'sonner'
import { datasetQuery } from '#components/api/datasets.ts'
import { GuidelinesHistory } from '#components/datasets/guidelines-history.tsx'
import { AsidePanel } from '#components/review/aside-panel.tsx'
import { announce } from '#components/shell/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { Markdown } from '#components/ui/markdown.tsx'
import { ErrorNotice, Spinner } from '#components/ui/panel.tsx'

/** How often it is asked whether they have changed. */
const askAgainMs = 60_000

interface GuidelinesProps {
  datasetId: string
  open: boolean
  onOpen: (open: boolean) => void
}

/** How this dataset wants its constraints judged, which version that is, and what each version changed: beside the work, which goes on. */
export function Guidelines({ datasetId, open, onOpen }: GuidelinesProps) {
  // Who reviews for hours is to judge by those that stand: their version is written down with each decision.
  const dataset = useQuery({ ...datasetQuery(datasetId), refetchInterval: askAgainMs })
  const [history, setHistory] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const version = dataset.data?.guidelinesVersion ?? 0
  const loaded = dataset.data !== undefined
  const told = useRef<number | null>(null)
  useEffect(() => {
    if (!loaded) return
    if (told.current !== null && version > told.current) {
      const message = `The guidelines have changed: this is version ${version} of them now.`
      announce(message)
      toast.info(message)
    }
    told.current = version
  }, [loaded, version])
  // Below many constraints it would open out of sight.
  useEffect(() => {
    if (open) place.current?.scrollIntoView({ block: 'nearest' })
  }, [open, loaded])
  return (
    <div ref={place}>
      <AsidePanel command="toggle-guidelines" title="Guidelines" summary={open && version > 0 ? `version ${version}` : ''} open={open} onOpen={onOpen}>
        {dataset.isPending ? <Spinner /> : null}
        {dataset.isError ? <ErrorNotice error={dataset.error} /> : null}
        {dataset.data && history ? <GuidelinesHistory datasetId={datasetId} /> : null}
        {dataset.data?.guidelines && !history ? (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and without a place for the focus it would only for a mouse
          <div tabIndex={0} role="group" data-scrolls aria-label="Text of the guidelines" className="max-h-[45vh] overflow-y-auto">
            <Markdown>{dataset.data.guidelines}</Markdown>
          </div>
        ) : null}
        {dataset.data?.guidelines === '' && !history ? (
          <p className="text-muted">
            This dataset has no guidelines yet. <Link href={`/datasets/${datasetId}/settings`} className="text-accent underline">Write them in its settings</Link>, so that all reviewers judge alike.
          </p>
        ) : null}
        {version > 0 ? (
          <Button size="sm" className="self-start" onMouseDown={(event) => event.preventDefault()} onClick={() => setHistory(!history)}>
            {history ? 'The guidelines' : 'What changed'}
          </Button>
        ) : null}
      </AsidePanel>
    </div>
  )
}
