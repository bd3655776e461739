'use client'

import { clsx } from 'clsx'
import { useState } from 'react'
import { chosenChords, refusalOf } from '#components/review/key-remap.ts'
import { chordName, type Command } from '#components/review/keymap.ts'
import { pressOf } from '#components/review/use-review-keys.ts'
import { announce } from '#components/shell/announcer.tsx'

interface ChooserProps {
  command: Command
  name: string
  /** Empty where it was given away. */
  chord: string
  clash: boolean
  /** The chord that was pressed, and what else that key press stands for. */
  onChoose: (chords: readonly [string, ...string[]]) => void
}

/** A key as a button: once pressed, the next key takes its place; Escape or leaving it changes nothing. */
export function KeyChooser({ command, name, chord, clash, onChoose }: ChooserProps) {
  const [listening, setListening] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const shown = chord === '' ? 'no key' : chordName(chord)
  const leave = (): void => {
    setListening(false)
    setRefusal(null)
  }
  return (
    <>
      <button
        type="button"
        aria-label={listening ? `Press a key for: ${name}` : `${name}: ${shown}. Change`}
        aria-pressed={listening}
        onClick={() => setListening(true)}
        onBlur={leave}
        onKeyDown={(event) => {
          if (!listening || event.key === 'Tab') return
          event.preventDefault()
          event.stopPropagation()
          if (event.key === 'Escape') return leave()
          // The key that began it may still be held.
          const wanted = event.repeat ? null : chosenChords(pressOf(event.nativeEvent))
          if (wanted === null) return
          const why = refusalOf(wanted[0], command)
          setRefusal(why)
          if (why) return announce(why)
          leave()
          onChoose(wanted)
        }}
        className={clsx(
          'h-7 min-w-9 rounded-md border px-2 font-mono text-[13px] hover:bg-sunken',
          listening ? 'border-accent text-accent' : clash ? 'border-bad text-bad' : chord === '' ? 'border-dashed border-line text-muted' : 'border-line',
        )}
      >
        {listening ? 'Press a key …' : shown}
      </button>
      {refusal ? <span className="self-center text-[13px] text-warn">{refusal}</span> : null}
    </>
  )
}
