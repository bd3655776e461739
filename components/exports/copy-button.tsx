'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { announce } from '#components/shell/announcer.tsx'
import { IconButton } from '#components/ui/button.tsx'

/** Puts a text into the clipboard and says so. `label` says what: "Copy the SHA-256 of train.jsonl". */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      announce('Copied.')
      setTimeout(() => setCopied(false), 2000)
    } catch {
      // Browsers refuse where the page is not served securely: the text is on the screen to be selected.
      toast.error('The browser does not allow copying here. Select the text instead.')
    }
  }
  return (
    <IconButton label={label} onClick={() => void copy()}>
      {copied ? <Check size={14} aria-hidden="true" className="text-good" /> : <Copy size={14} aria-hidden="true" />}
    </IconButton>
  )
}
