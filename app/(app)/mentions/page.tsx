import type { Metadata } from 'next'
import { MentionsPage } from '#components/comments/mentions-page.tsx'

export const metadata: Metadata = { title: 'Mentions' }

export default function Page() {
  return <MentionsPage />
}
