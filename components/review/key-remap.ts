import { chordsOf, keymap, type Command, type KeyBinding, type KeyPress } from '#components/review/keymap.ts'

/** The chords that somebody wants in place of the table's, by command: as many as the table has, an empty one for a key that was given away. */
export type ChosenKeys = Partial<Record<Command, readonly string[]>>

/** The table with the chosen keys in it. Of two that want the same chord, the one that was chosen for it comes first, so that it wins. */
export function remapped(chosen: ChosenKeys): readonly KeyBinding[] {
  const bindings = keymap.map((binding) => ({ ...binding, keys: chosen[binding.command] ?? binding.keys }))
  const isChosen = (binding: KeyBinding): number => (chosen[binding.command] ? 0 : 1)
  return bindings.toSorted((a, b) => isChosen(a) - isChosen(b))
}

/** Every chord that more than one command wants, with these commands; the first of them has it. */
export function clashesOf(bindings: readonly KeyBinding[]): Map<string, Command[]> {
  const wanted = new Map<string, Command[]>()
  for (const { command, keys } of bindings) {
    for (const chord of new Set(keys)) if (chord !== '') wanted.set(chord, [...(wanted.get(chord) ?? []), command])
  }
  return new Map([...wanted].filter(([, commands]) => commands.length > 1))
}

/**
 * Who has the chord that a key press means, other than the key in the place `index` of this command; null where it is free. Of several chords
 * that one key press stands for, such as a sign and the digit that types it with Shift, any: the first would be found before the others ever are.
 */
export function holderOf(chosen: ChosenKeys, command: Command, index: number, chords: readonly string[]): KeyBinding | null {
  return remapped(chosen).find((binding) => binding.keys.some((key, at) => chords.includes(key) && (binding.command !== command || at !== index))) ?? null
}

/** Gives a command the first of these chords, all of one key press, in the place of its `index`th one; whoever has one of them now loses it. Throws RangeError where there is no such place. */
export function choosing(chosen: ChosenKeys, command: Command, index: number, chords: readonly [string, ...string[]]): ChosenKeys {
  const bindings = remapped(chosen)
  const without = (keys: readonly string[]): string[] => keys.map((key) => (chords.includes(key) ? '' : key))
  const holders = bindings.filter(({ keys }) => keys.some((key) => chords.includes(key)))
  const mine = bindings.find((binding) => binding.command === command)?.keys ?? []
  return {
    ...chosen,
    ...Object.fromEntries(holders.map((holder) => [holder.command, without(holder.keys)])),
    [command]: without(mine).with(index, chords[0]),
  }
}

/** What was chosen, with one command's keys as the table has them. */
export function restored(chosen: ChosenKeys, command: Command): ChosenKeys {
  return Object.fromEntries(Object.entries(chosen).filter(([name]) => name !== command))
}

/** Why a chord cannot be chosen for a command, or null where it can. */
export function refusalOf(chord: string, command: Command): string | null {
  const key = chord.slice(chord.lastIndexOf('+', chord.length - 2) + 1)
  if (['Tab', 'Escape'].includes(key)) return `${key} moves through the page or leaves it, and stays so.`
  if (['Backspace', 'Delete'].includes(key)) return `${key} is pressed by mistake where one thinks to type: it decides nothing.`
  if (/^F\d+$/.test(key)) return 'Function keys belong to the browser.'
  const mod = chord.startsWith('Mod+')
  if (mod && command !== 'palette') return 'Keys with Ctrl or Cmd belong to the browser.'
  if (mod && 'acnrtvwxz0123456789'.includes(key)) return 'The browser needs these keys itself.'
  if (command === 'jump' && chord.length > 1) return 'A number is reached by one key without Shift.'
  return null
}

/** The chord that a key press means where somebody chooses one, and what else it stands for; null for a bare modifier. */
export function chosenChords(press: KeyPress): [string, ...string[]] | null {
  const [first, ...rest] = chordsOf(press)
  return first === undefined ? null : [first, ...rest]
}

/** What the browser keeps, read with care: unknown commands and what is no list of chords are left out. */
export function readChosen(kept: string | null): ChosenKeys {
  try {
    const value: unknown = JSON.parse(kept ?? '{}')
    if (typeof value !== 'object' || value === null) return {}
    const entries = new Map<string, unknown>(Object.entries(value))
    return Object.fromEntries(
      keymap.flatMap(({ command, keys }) => {
        const found = entries.get(command)
        return isChords(found) && found.length === keys.length ? [[command, found]] : []
      }),
    )
  } catch {
    return {}
  }
}

function isChords(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string' && each.length <= 24)
}
