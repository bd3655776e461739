import type { ComponentProps } from 'react'
import { Input } from '#components/ui/field.tsx'

interface SecretInputProps extends Omit<ComponentProps<typeof Input>, 'type' | 'autoComplete' | 'spellCheck'> {
  /** Whether one is kept. It is never shown: it does not come to the browser. */
  isKept: boolean
}

/** Takes a key or token and never gives one back. */
export function SecretInput({ isKept, placeholder, ...rest }: SecretInputProps) {
  return (
    <Input
      {...rest}
      type="password"
      // Not a password of a person, whatever the browser thinks.
      autoComplete="new-password"
      data-1p-ignore
      spellCheck={false}
      placeholder={isKept ? '••••••••' : placeholder}
    />
  )
}
