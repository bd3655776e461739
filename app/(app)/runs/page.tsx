import type { Metadata } from 'next'
import { RunList } from '#components/runs/run-list.tsx'

export const metadata: Metadata = { title: 'Runs' }

// No Suspense around it: React hydrates what is inside one after the sidebar, whose datasets would be there by then and not in the HTML.
export default function RunsPage() {
  return <RunList />
}
