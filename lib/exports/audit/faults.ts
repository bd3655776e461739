/** What can be wrong with an export, and what to do about it. */
const remedies = {
  'manifest-missing': 'Name the folder of an export. Without its manifest nothing can be checked; export again.',
  'manifest-broken': 'Take manifest.json from the export again.',
  'file-name': 'Take manifest.json from the export again: an export names files in its own folder only.',
  'file-missing': 'Copy the file from the export again.',
  'file-size': 'The file was changed or not copied whole. Copy it from the export again.',
  'file-hash': 'The file was changed. Copy it from the export again.',
  'file-rows': 'Rows were added or taken away. Copy the file from the export again.',
  'file-root': 'The rows are not those that the manifest names, or stand in another order. Copy the file from the export again.',
  'file-unknown': 'Take it out of the folder: it is no part of the export, and readers of the whole folder would read it too.',
  companion: 'Readers would take the rows for something else than they are. Copy the file from the export again.',
  'row-unreadable': 'Copy the file from the export again.',
  'row-shape': 'Readers of this format will not read the row, or not as it is meant. Export again.',
  'proof-row': 'The row is not the one that was proven. Copy the file and its proofs from the export again.',
  'proofs-missing': 'Copy the files of proofs from the export too, with its manifest; where it is of a version that wrote none, export again.',
  content: 'A text of the row was changed, or is of another pair. Copy the file from the export again.',
  evaluation: 'What a model is evaluated with has to be held out, and no more than that. Copy the file from the export again, or export again.',
  refuted: 'The prompt asks for what the response does not do. Take the row out, or reject the constraint and export again.',
  'check-failed': 'The proof cannot be run again. Take the row out, or mend the checker and its parameters and export again.',
  proof: 'The row claims another proof than there is. Export again.',
  'not-stated': 'The row claims what its prompt does not ask for. Export again.',
  turns: 'The conversation has other turns than the row says. Export again.',
  target: 'The answer that is trained on is not what its prompt asks for. Export again.',
  extra: 'A trainer would weigh the row otherwise than it deserves. Export again.',
  stage: 'The row would be trained on too early or too late. Export again.',
  ladder: 'The levels of a pair do not build on each other. Export again.',
  demonstration: 'The row shows something else than it says. Export again.',
  contrast: 'The rejected text is not worse in what the row says. Take the preference out, or export again.',
  confound: 'A trainer would learn something else than the constraints from it. Take the preference out, or export again.',
  conflict: 'No response can meet both. Take one out, or reject it and export again.',
  rewards: 'A trainer would reward other things than the prompt asks for. Export again.',
  recipe: 'The row is not what the recipe asks for. Export again.',
  'id-twice': 'Take one of the rows out.',
  'row-twice': 'Take one of the rows out.',
  'leak-id': 'The same pair is in two splits. Take it out of the one that is trained on.',
  'leak-instruction': 'What is held out is also trained on. Take the row out of one split.',
  'leak-response': 'What is held out is also trained on. Take the row out of one split.',
  'leak-demonstration': 'What is held out is also shown in training. Take the row out of one split.',
  'leak-near-duplicate': 'What is held out is nearly what is trained on. Take the row out of one split, or mark near-duplicates in a generation run and export again.',
  count: 'The manifest and the rows do not belong together. Copy both from the export again.',
} as const

export type FaultKind = keyof typeof remedies

/** Where a fault is: `line` is 1-based (in Parquet the row's number), `field` as in `meta.constraints.0.text`. */
export interface Place {
  file: string
  line?: number
  field?: string | null
}

export interface Fault {
  kind: FaultKind
  file: string
  line: number | null
  field: string | null
  /** What is wrong, in a sentence. */
  problem: string
  /** What to do about it. */
  remedy: string
}

/** Of more faults of one kind only the number is kept. */
export const mostOfAKind = 100

/** Gathers faults. */
export class FaultLog {
  readonly faults: Fault[] = []
  readonly counts: Partial<Record<FaultKind, number>> = {}

  add(kind: FaultKind, { file, line, field }: Place, problem: string): void {
    const n = (this.counts[kind] ?? 0) + 1
    this.counts[kind] = n
    if (n <= mostOfAKind) this.faults.push({ kind, file, line: line ?? null, field: field ?? null, problem, remedy: remedies[kind] })
  }

  /** Whether a row has a fault of one of these kinds, of those that are kept. */
  has(kinds: readonly FaultKind[], file: string, line: number): boolean {
    return this.faults.some((fault) => fault.line === line && fault.file === file && kinds.includes(fault.kind))
  }

  get total(): number {
    return Object.values(this.counts).reduce((sum, n) => sum + n, 0)
  }
}
