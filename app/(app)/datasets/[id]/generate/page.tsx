import type { Metadata } from 'next'
import { GenerateScreen } from '#components/generation/generate-screen.tsx'

export const metadata: Metadata = { title: 'Generate' }

// No Suspense around it: React hydrates what is inside one after the sidebar, whose datasets would be there by then and not in the HTML.
export default async function GeneratePage({ params }: { params: Promise<{ id: string }> }) {
  return <GenerateScreen datasetId={(await params).id} />
}
