import type { Metadata } from 'next'
import { MyWork } from '#components/pace/my-work.tsx'

export const metadata: Metadata = { title: 'My work' }

export default function Page() {
  return <MyWork />
}
