import { useOffer } from '#components/palette/palette-store.ts'
import { keymap, keysOf, type Command } from '#components/review/keymap.ts'
import { useKeymap } from '#components/review/use-keymap.ts'
import type { ConstraintView } from '#lib/review/contract.ts'

interface OfferOptions {
  constraints: readonly ConstraintView[]
  /** Commands that mean nothing just now. */
  idle: ReadonlySet<Command>
  run: (command: Command) => void
  onChoose: (constraintId: string) => void
}

/** Puts every command that means something now, with its keys, and every constraint of the pair into the palette. */
export function usePaletteOffer({ constraints, idle, run, onChoose }: OfferOptions): void {
  const bindings = useKeymap()
  useOffer({
    items: () => [
      ...keymap
        .filter(({ command }) => command !== 'palette' && command !== 'jump' && !idle.has(command))
        .map(({ command, group, label }) => ({ id: command, group, label, keys: keysOf(command, bindings), run: () => run(command) })),
      ...constraints.map(({ id, text }, index) => ({ id, group: 'Constraints', label: `${index + 1}: ${text}`, run: () => onChoose(id) })),
    ],
  })
}
