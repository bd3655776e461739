'use client'

import { BookOpen, Code, FileOutput, GitCompare, Highlighter, Keyboard, Ruler } from 'lucide-react'
import type { ReactNode } from 'react'
import { ariaKeys, keysOf, type Command } from '#components/review/keymap.ts'
import { useKeymap } from '#components/review/use-keymap.ts'
import type { Look } from '#components/review/use-look.ts'
import { IconButton } from '#components/ui/button.tsx'

const icon = { size: 15, 'aria-hidden': true } as const

/** What is shown and how: each with its key. */
export function LookButtons({ look, onLook }: { look: Look; onLook: (change: Partial<Look>) => void }) {
  const bindings = useKeymap()
  const named = (name: string, key: string | undefined): string => (key === undefined ? name : `${name} (${key})`)
  const button = (command: Command, name: string, picture: ReactNode, change: Partial<Look>, pressed?: boolean) => (
    <IconButton
      label={named(name, keysOf(command, bindings)[0])}
      aria-keyshortcuts={ariaKeys(command, bindings)}
      aria-pressed={pressed}
      className={pressed ? '!text-accent' : ''}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onLook(change)}
    >
      {picture}
    </IconButton>
  )
  return (
    <div className="ml-auto flex" role="group" aria-label="Show">
      {button('toggle-source', 'Source', <Code {...icon} />, { mode: look.mode === 'source' ? 'rendered' : 'source' }, look.mode === 'source')}
      {button('toggle-evidence', 'Evidence', <Highlighter {...icon} />, { evidence: !look.evidence }, look.evidence)}
      {button('toggle-diff', 'Differences', <GitCompare {...icon} />, { diff: !look.diff }, look.diff)}
      {button('toggle-rules', 'How each is counted', <Ruler {...icon} />, { rules: !look.rules }, look.rules)}
      {button('toggle-prompt', 'As exported', <FileOutput {...icon} />, { prompt: !look.prompt }, look.prompt)}
      {button('toggle-guidelines', 'Guidelines', <BookOpen {...icon} />, { guidelines: !look.guidelines }, look.guidelines)}
      {button('help', 'Keys', <Keyboard {...icon} />, { dialog: 'help' })}
    </div>
  )
}
