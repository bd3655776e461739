'use client'

import { useState } from 'react'
import { choosing, clashesOf, holderOf, remapped, restored } from '#components/review/key-remap.ts'
import { chordName, keyGroups, keymap, type Command, type KeyBinding } from '#components/review/keymap.ts'
import { chooseKeys, useChosenKeys } from '#components/review/use-keymap.ts'
import { KeyChooser } from '#components/settings/key-chooser.tsx'
import { announce } from '#components/shell/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { PageHeader, Panel } from '#components/ui/panel.tsx'

/** A chord that somebody pressed for a command and another one has. */
interface Asked {
  command: Command
  index: number
  /** What the key press stands for, the likeliest first. */
  chords: readonly [string, ...string[]]
  holder: KeyBinding
}

/** Every key of the review screen, and another one for it, in this browser. */
export function KeyboardSettings() {
  const chosen = useChosenKeys()
  const [asked, setAsked] = useState<Asked | null>(null)
  const bindings = remapped(chosen)
  const clashes = clashesOf(bindings)
  const labels = new Map(keymap.map(({ command, label }) => [command, label]))
  const take = (command: Command, index: number, chords: Asked['chords']): void => {
    setAsked(null)
    chooseKeys(choosing(chosen, command, index, chords))
    announce(`${chordName(chords[0])}: ${labels.get(command) ?? command}`)
  }
  const choose = (command: Command, index: number, chords: Asked['chords']): void => {
    const holder = holderOf(chosen, command, index, chords)
    if (holder) setAsked({ command, index, chords, holder })
    else take(command, index, chords)
  }
  const reset = (command: Command): void => {
    setAsked(null)
    chooseKeys(restored(chosen, command))
    announce(`As it was: ${labels.get(command) ?? command}`)
  }
  return (
    <div className="flex flex-col gap-4 p-6">
      <PageHeader
        title="Keyboard"
        description="The keys of the review screen, in this browser. Choose one, then press the key that you want in its place."
        actions={
          <Button disabled={Object.keys(chosen).length === 0} onClick={() => (setAsked(null), chooseKeys({}), announce('All keys are as they were.'))}>
            Reset all keys
          </Button>
        }
      />
      {keyGroups.map((group) => (
        <Panel key={group} title={group}>
          <ul className="flex flex-col divide-y divide-line">
            {keymap
              .filter((binding) => binding.group === group)
              .map(({ command, label }) => (
                <li key={command} data-command={command} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1.5">
                  <span className="min-w-56 flex-1">{label}</span>
                  <span className="flex flex-wrap gap-1.5">
                    {bindings
                      .find((binding) => binding.command === command)
                      ?.keys.map((chord, index) => (
                        <KeyChooser
                          key={index}
                          command={command}
                          name={command === 'jump' ? `Go to constraint ${index + 1}` : command === 'reject-at' ? `Reject constraint ${index + 1}` : label}
                          chord={chord}
                          clash={clashes.has(chord)}
                          onChoose={(wanted) => choose(command, index, wanted)}
                        />
                      ))}
                  </span>
                  <Button size="sm" variant="ghost" disabled={!chosen[command]} aria-label={`Reset: ${label}`} onClick={() => reset(command)}>
                    Reset
                  </Button>
                  {asked?.command === command ? <Taken asked={asked} onTake={() => take(command, asked.index, asked.chords)} onLeave={() => setAsked(null)} /> : null}
                  <Clashes command={command} clashes={clashes} labels={labels} />
                </li>
              ))}
          </ul>
        </Panel>
      ))}
    </div>
  )
}

/** The key that was pressed does something else: whether it should do this instead. */
function Taken({ asked: { command, chords, holder }, onTake, onLeave }: { asked: Asked; onTake: () => void; onLeave: () => void }) {
  return (
    <div role="alert" className="flex basis-full flex-wrap items-center gap-2 text-[13px] text-warn">
      {chordName(chords[0])} {holder.command === command ? 'is another of these keys.' : `does this now: ${holder.label}.`}
      <Button size="sm" onClick={onTake}>
        Take it from there
      </Button>
      <Button size="sm" variant="ghost" onClick={onLeave}>
        Leave it
      </Button>
    </div>
  )
}

/** Two that want the same key, as a newer version of the table may bring about. */
function Clashes({ command, clashes, labels }: { command: Command; clashes: ReadonlyMap<string, Command[]>; labels: ReadonlyMap<Command, string> }) {
  const mine = [...clashes].filter(([, commands]) => commands.includes(command))
  return mine.map(([chord, commands]) => (
    <p key={chord} className="basis-full text-[13px] text-bad">
      {chordName(chord)} is wanted twice, and does this: {labels.get(commands[0] ?? command)}
    </p>
  ))
}
