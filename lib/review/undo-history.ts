interface PastDecision {
  id: string
  kind: string
  undoesId: string | null
}

/** An act that stands: `act` is the decision that says so now, `root` the one that first did. */
interface Standing {
  act: string
  root: string
}

/** An act that was taken back, and by which undo. */
interface Undone extends Standing {
  undo: string
}

/**
 * Which decision's earlier state an undo of `undoesId` restores, or null when that is not the next to undo or redo.
 * `decisions` are all of one constraint, in order of version. An undo names the decision it takes back; a redo names the undo.
 * After a redo, both the redo and the first decision name the act that stands again.
 */
export function undoTarget(decisions: readonly PastDecision[], undoesId: string): string | null {
  const { standing, undone } = replay(decisions)
  const last = standing.at(-1)
  if (last && names(last, undoesId)) return last.act
  const redo = undone.at(-1)
  return redo?.undo === undoesId ? redo.undo : null
}

/** The act that stands after all decisions of one constraint, in order of version; one that was redone as it first was. */
export function standingDecision<Decision extends PastDecision>(decisions: readonly Decision[]): Decision | null {
  const root = replay(decisions).standing.at(-1)?.root
  return decisions.find(({ id }) => id === root) ?? null
}

function replay(decisions: readonly PastDecision[]): { standing: Standing[]; undone: Undone[] } {
  const standing: Standing[] = []
  const undone: Undone[] = []
  for (const decision of decisions) {
    if (decision.kind !== 'undo') {
      standing.push({ act: decision.id, root: decision.id })
      undone.length = 0
    } else if (names(standing.at(-1), decision.undoesId)) {
      const taken = standing.pop()
      if (taken) undone.push({ ...taken, undo: decision.id })
    } else {
      const back = undone.pop()
      if (back) standing.push({ act: decision.id, root: back.root })
    }
  }
  return { standing, undone }
}

function names(standing: Standing | undefined, id: string | null): boolean {
  return standing !== undefined && (standing.act === id || standing.root === id)
}
