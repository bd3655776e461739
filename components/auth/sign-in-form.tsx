'use client'

import { useCallback, useEffect, useRef, useState, type FormEvent } from 'react'
import { api, ApiError } from '#components/api/client.ts'
import { Button } from '#components/ui/button.tsx'
import { Field, Input } from '#components/ui/field.tsx'
import { ErrorNotice, Spinner } from '#components/ui/panel.tsx'

/** Signs in by the one-time link that the address holds, or by e-mail and password. `ended`: a session ended in the middle of work. */
export function SignInForm({ token, next, ended }: { token: string | null; next: string; ended: boolean }) {
  return token ? <ByLink token={token} /> : <ByPassword next={next} ended={ended} />
}

function ByLink({ token }: { token: string }) {
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(true)
  const begun = useRef(false)
  const redeem = useCallback(() => {
    setBusy(true)
    api('/api/v1/sign-in-link', { body: { token } }).then(
      () => window.location.replace('/'),
      async (thrown: unknown) => {
        // The link of the terminal is opened again and again: who is signed in by it already comes in.
        if (isRefused(thrown) && (await isSignedIn())) return window.location.replace('/')
        setError(thrown)
        setBusy(false)
      },
    )
  }, [token])
  useEffect(() => {
    // A link works once: React's development mode must not use it twice.
    if (begun.current) return
    begun.current = true
    redeem()
  }, [redeem])
  if (!error) return <Spinner label="Signing you in" />
  // A link that never arrived is good still; one that was refused is not.
  if (!isRefused(error)) {
    return (
      <div className="flex flex-col gap-3">
        <ErrorNotice error={error} />
        <Button variant="primary" loading={busy} onClick={redeem}>
          Sign in by the link
        </Button>
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-4">
      <ErrorNotice error={error} />
      <ByPassword next="/" />
    </div>
  )
}

function isRefused(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500
}

async function isSignedIn(): Promise<boolean> {
  const response = await fetch('/api/v1/me').catch(() => null)
  return response?.ok ?? false
}

function ByPassword({ next, ended = false }: { next: string; ended?: boolean }) {
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setError(null)
    const thrown = await signIn(String(form.get('email')), String(form.get('password')))
    if (!thrown) return window.location.assign(next)
    setError(thrown)
    setBusy(false)
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
      {ended && !error ? <p className="text-[13px] text-muted">Your session has ended. Sign in, and you are back where you were; decisions that were not sent yet are kept in this browser.</p> : null}
      {error ? <ErrorNotice error={error} /> : null}
      <Field label="E-mail address">{(ids) => <Input {...ids} name="email" type="email" autoComplete="username" required />}</Field>
      <Field label="Password">{(ids) => <Input {...ids} name="password" type="password" autoComplete="current-password" required />}</Field>
      <Button type="submit" variant="primary" loading={busy}>
        Sign in
      </Button>
      <p className="text-[13px] text-faint">
        The owner signs in by the link that <code>npm start</code> prints; <code>npx pincer sign-in</code> prints another. Everybody else needs an
        invitation.
      </p>
    </form>
  )
}

/** Says why it did not work; null when it did. The session is a cookie. */
async function signIn(email: string, password: string): Promise<Error | null> {
  const response = await fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  }).catch(() => null)
  if (!response) return new ApiError('offline', 'The server cannot be reached. Is Pincer running?', 0)
  if (response.ok) return null
  if (response.status === 429) return new Error('Too many tries. Wait a minute and try again.')
  if (response.status >= 500) return new Error('Something went wrong on the server. Try again; its log says why.')
  if (response.status === 403) return new Error('This address is not the one that Pincer runs at. Open the address that npm start prints.')
  return new Error('This e-mail address and password do not belong together.')
}
