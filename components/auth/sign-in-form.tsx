'use client'

import { useEffect, useRef, useState, type FormEvent } from 'react'
import { api, ApiError } from '#components/api/client.ts'
import { Button } from '#components/ui/button.tsx'
import { Field, Input } from '#components/ui/field.tsx'
import { ErrorNotice, Spinner } from '#components/ui/panel.tsx'

/** Signs in by the one-time link that the address holds, or by e-mail and password. */
export function SignInForm({ token, next }: { token: string | null; next: string }) {
  return token ? <ByLink token={token} /> : <ByPassword next={next} />
}

function ByLink({ token }: { token: string }) {
  const [error, setError] = useState<unknown>(null)
  const begun = useRef(false)
  useEffect(() => {
    // A link works once: React's development mode must not use it twice.
    if (begun.current) return
    begun.current = true
    api('/api/v1/sign-in-link', { body: { token } }).then(() => window.location.replace('/'), setError)
  }, [token])
  if (!error) return <Spinner label="Signing you in" />
  return (
    <div className="flex flex-col gap-4">
      <ErrorNotice error={error} />
      <ByPassword next="/" />
    </div>
  )
}

function ByPassword({ next }: { next: string }) {
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setError(null)
    const response = await fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: form.get('email'), password: form.get('password') }),
    }).catch(() => null)
    setBusy(false)
    if (response?.ok) window.location.assign(next)
    else if (!response) setError(new ApiError('offline', 'The server cannot be reached. Is Pincer running?', 0))
    else if (response.status === 429) setError(new Error('Too many tries. Wait a minute and try again.'))
    else setError(new Error('This e-mail address and password do not belong together.'))
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
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
