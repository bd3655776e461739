/** One turn of a conversation, in the roles that every trainer knows. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant'
  content: string
}

/**
 * One instruction-response pair as a source gave it, whatever its format. Texts are kept as they came, to the
 * code unit.
 */
export interface PairRecord {
  /** The id the source gave, if any. */
  externalId: string | null
  /** The source's name, if the record says it. */
  source: string | null
  system: string | null
  /** Earlier turns, oldest first (user and assistant). */
  history: ChatMessage[]
  /** The last user turn. */
  instruction: string
  /** Alpaca's input: the material the instruction works on. */
  input: string | null
  /** The last assistant turn. */
  response: string
  /** As the record says it; nothing is guessed here. */
  language: string | null
  license: string | null
  /** Crab's Refined_Instruction. */
  refinedInstruction: string | null
  /** Crab's Additional_Instruction, in the record's order. */
  constraints: ImportedConstraint[]
  /** Of a row that one of our own exports wrote. */
  tags: string[]
  /**
   * What else the record said (small, JSON-safe): score, cnt_id, overlap, rank; `repaired` names fields that were
   * mended.
   */
  meta: Record<string, unknown>
}

export interface ImportedConstraint {
  /** The type as the source wrote it, untidied. */
  rawType: string
  text: string
}

/** Why one row of a file became no pair. */
export interface RowError {
  /** 1-based line on which the row begins (for Parquet the 1-based row number). */
  line: number
  /** Dotted path of the offending field, such as `messages[1].role`; null when the whole row is at fault. */
  field: string | null
  reason: string
  /** The row's first 500 characters as they stood in the file. */
  raw: string
}

/** What a reader says of each row: a pair, an error in the row, or a reason why a sound row holds no pair. */
export type ReadItem =
  | { kind: 'pair'; line: number; record: PairRecord }
  | { kind: 'error'; error: RowError }
  | { kind: 'skip'; line: number; reason: string }

/** Where a table-like row keeps each field: column names or dotted paths (`meta.answer.text`). */
export interface ColumnMapping {
  instruction?: string | undefined
  input?: string | undefined
  response?: string | undefined
  system?: string | undefined
  id?: string | undefined
  source?: string | undefined
  language?: string | undefined
  license?: string | undefined
}

/**
 * How the rows of a file become pairs: a format's id (lib/pairs/formats) and, where a person chose otherwise, its
 * columns.
 */
export interface FieldMapping {
  format: string
  columns?: ColumnMapping | undefined
}
