import type { Metadata } from 'next'
import { AuthCard } from '#components/auth/card.tsx'
import { SignInForm } from '#components/auth/sign-in-form.tsx'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { token, next } = await searchParams
  // Only a path of our own: never an address that somebody put into a link.
  const target = typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/'
  return (
    <AuthCard title="Sign in to Pincer">
      <SignInForm token={typeof token === 'string' ? token : null} next={target} ended={target !== '/'} />
    </AuthCard>
  )
}
