import type { Metadata } from 'next'
import { BrowseScreen } from '#components/browse/browse-screen.tsx'

export const metadata: Metadata = { title: 'Browse' }

// No Suspense around it: React hydrates what is inside one after the sidebar, whose datasets would be there by then and not in the HTML.
export default async function BrowsePage({ params }: { params: Promise<{ id: string }> }) {
  return <BrowseScreen datasetId={(await params).id} />
}
