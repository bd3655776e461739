import type { Metadata } from 'next'
import { CheckersScreen } from '#components/checkers/checkers-screen.tsx'
import { knownTypes } from '#lib/review/known-types.ts'

export const metadata: Metadata = { title: 'Checkers' }

export default function CheckersPage() {
  return <CheckersScreen types={knownTypes()} />
}
