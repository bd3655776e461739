import type { Metadata } from 'next'
import { AuthCard } from '#components/auth/card.tsx'
import { JoinForm } from '#components/auth/join-form.tsx'
import { ErrorNotice } from '#components/ui/panel.tsx'

export const metadata: Metadata = { title: 'Join' }

export default async function JoinPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { token } = await searchParams
  return (
    <AuthCard title="Join Pincer">
      {typeof token === 'string' ? (
        <JoinForm token={token} />
      ) : (
        <ErrorNotice error={new Error('This link is not whole: open it again from where you got it, or ask for a new one.')} />
      )}
    </AuthCard>
  )
}
