'use client'

import { Moon } from 'lucide-react'
import { chooseTheme, currentTheme } from '#components/shell/theme.ts'
import { IconButton } from '#components/ui/button.tsx'

/** Light or dark. */
export function ThemeButton() {
  return (
    <IconButton label="Switch between light and dark" onClick={() => chooseTheme(currentTheme() === 'dark' ? 'light' : 'dark')}>
      <Moon size={15} aria-hidden="true" />
    </IconButton>
  )
}
