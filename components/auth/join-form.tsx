'use client'

import { useState, type FormEvent } from 'react'
import { api, ApiError } from '#components/api/client.ts'
import { Button } from '#components/ui/button.tsx'
import { Field, Input } from '#components/ui/field.tsx'
import { ErrorNotice } from '#components/ui/panel.tsx'

/** Takes an invitation: name, e-mail address and a password for the next time. */
export function JoinForm({ token }: { token: string }) {
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setError(null)
    try {
      await api('/api/v1/join', { body: { token, name: form.get('name'), email: form.get('email'), password: form.get('password') } })
      window.location.replace('/')
    } catch (thrown) {
      setError(thrown instanceof ApiError ? thrown : new ApiError('internal', 'Something went wrong.', 500))
      setBusy(false)
    }
  }
  const reason = (field: string): string | undefined => error?.details.find((detail) => detail.field === field)?.reason
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3" noValidate>
      {error && error.details.length === 0 ? <ErrorNotice error={error} /> : null}
      <Field label="Your name" error={reason('name')}>
        {(ids) => <Input {...ids} name="name" autoComplete="name" required />}
      </Field>
      <Field label="E-mail address" error={reason('email')}>
        {(ids) => <Input {...ids} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Field label="Password" error={reason('password')} hint="At least 10 characters; you sign in with it the next time.">
        {(ids) => <Input {...ids} name="password" type="password" autoComplete="new-password" required />}
      </Field>
      <Button type="submit" variant="primary" loading={busy}>
        Join
      </Button>
    </form>
  )
}
