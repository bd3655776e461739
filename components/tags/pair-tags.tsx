'use client'

import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef, type RefObject } from 'react'
import { browseHref } from '#components/browse/filter.ts'
import { AsidePanel } from '#components/review/aside-panel.tsx'
import { pairTagsQuery, useTagPair } from '#components/tags/tag-queries.ts'
import { TagInput } from '#components/tags/tag-input.tsx'
import { announce } from '#components/shell/announcer.tsx'

interface PairTagsProps {
  pairId: string
  datasetId: string
}

/** The tags of a pair, each with the way to all pairs that have it and the way off, and a box for one more. */
export function PairTags({ pairId, datasetId, inputRef }: PairTagsProps & { inputRef?: RefObject<HTMLInputElement | null> }) {
  const { data, error } = useQuery(pairTagsQuery(pairId))
  const change = useTagPair({ pairId, datasetId })
  const own = useRef<HTMLInputElement>(null)
  const input = inputRef ?? own
  if (!data) return error ? <p className="text-[13px] text-bad">{error.message}</p> : null
  return (
    <div className="flex flex-col gap-2">
      {data.tags.length === 0 ? <p className="text-[13px] text-muted">No tags{data.mayTag ? ' yet' : ''}.</p> : null}
      {data.tags.length > 0 ? (
        <ul aria-label="Tags of the pair" className="flex flex-wrap gap-1.5">
          {data.tags.map((name) => (
            <li key={name} className="inline-flex h-6 max-w-full items-center rounded-full border border-line bg-sunken text-xs font-medium">
              <Link href={browseHref(datasetId, { tag: name })} className="truncate pl-2.5 hover:text-accent hover:underline" title={`All pairs tagged ${name}`}>
                {name}
              </Link>
              {data.mayTag ? (
                <button
                  type="button"
                  aria-label={`Take off the tag ${name}`}
                  className="px-1.5 text-muted hover:text-bad"
                  onClick={() => {
                    change.mutate({ remove: [name] }, { onSuccess: () => announce(`Took off ${name}.`) })
                    input.current?.focus()
                  }}
                >
                  <X size={12} strokeWidth={2.5} aria-hidden="true" />
                </button>
              ) : (
                <span className="pr-2.5" />
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {data.mayTag ? (
        <TagInput
          datasetId={datasetId}
          label="Add a tag"
          confirm="Add"
          without={data.tags}
          busy={change.isPending}
          inputRef={input}
          onName={(name) => change.mutate({ add: [name] }, { onSuccess: () => announce(`Tagged ${name}.`) })}
        />
      ) : (
        <p className="text-[13px] text-muted">Several people decide a pair here, each by themselves: only the owner and admins put tags on pairs.</p>
      )}
      {change.error ? (
        <p role="alert" className="text-[13px] text-bad">
          {change.error.message}
        </p>
      ) : null}
    </div>
  )
}

/** The tags of the pair that is reviewed: folded, they are still named. */
export function TagsAside({ pairId, datasetId, open, onOpen }: PairTagsProps & { open: boolean; onOpen: (open: boolean) => void }) {
  const { data } = useQuery(pairTagsQuery(pairId))
  const input = useRef<HTMLInputElement>(null)
  const wasOpen = useRef(open)
  // Whoever unfolds it wants to write; unfolded from the pair before, it leaves the keys to the review.
  useEffect(() => {
    if (open && !wasOpen.current) input.current?.focus()
    wasOpen.current = open
  }, [open])
  return (
    <AsidePanel command="toggle-tags" title="Tags" summary={data ? data.tags.join(', ') || 'none' : ''} open={open} onOpen={onOpen}>
      <PairTags key={pairId} pairId={pairId} datasetId={datasetId} inputRef={input} />
    </AsidePanel>
  )
}
