'use client'

import { clsx } from 'clsx'
import { FileUp } from 'lucide-react'
import { useState } from 'react'

/** A place to drop a file on; a click or Enter opens the file chooser. */
export function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const [over, setOver] = useState(false)
  return (
    <label
      className={clsx(
        'relative flex cursor-pointer flex-col items-center gap-2 rounded-lg border-2 border-dashed bg-panel px-6 py-14 text-center focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent',
        over ? 'border-accent bg-accent-soft' : 'border-line',
      )}
    >
      <FileUp aria-hidden="true" size={28} strokeWidth={1.5} className="text-faint" />
      <span className="text-base font-semibold">Drop a file here, or choose one</span>
      <span className="max-w-xl text-muted">
        Alpaca, OpenAI or TRL messages, ShareGPT, Crab records, OASST2 trees, WizardLM, Orca-chat, CSV, TSV or Parquet; plain or gzip, of any size. The
        format is found by the content.
      </span>
      <input
        type="file"
        className="absolute inset-0 cursor-pointer opacity-0"
        aria-label="File to import"
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          const file = event.dataTransfer.files[0]
          if (file) onFile(file)
        }}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) onFile(file)
        }}
      />
    </label>
  )
}
