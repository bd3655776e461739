'use client'

import { useQuery } from '@tanstack/react-query'
import { mentionsQuery } from '#components/comments/queries.ts'

/** How many comments name the reader that they have not seen; nothing where there are none. */
export function UnreadMentions() {
  const { data } = useQuery(mentionsQuery)
  if (!data || data.unread === 0) return null
  return (
    <span className="ms-auto rounded-full bg-accent px-1.5 text-xs font-medium tabular-nums text-on-accent">
      {data.unread}
      <span className="sr-only"> unread</span>
    </span>
  )
}
