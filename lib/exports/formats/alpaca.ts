import { datasetInfo } from '#lib/exports/formats/dataset-info.ts'
import { earlierTurns, type ExportFormat } from '#lib/exports/formats/format.ts'

/**
 * Alpaca's instruction, input and output, with LLaMA-Factory's system and history (pairs of user and assistant text), empty where a pair
 * has none, and the dataset_info.json that names them. The input is part of the composed instruction, so `input` is empty.
 */
export const alpaca: ExportFormat = {
  id: 'alpaca',
  toRow: (example) => ({
    id: example.id,
    instruction: example.prompt,
    input: '',
    output: example.response,
    system: example.system ?? '',
    history: turnPairs(earlierTurns(example)),
  }),
  companions: (files) => datasetInfo(files, { columns: { prompt: 'instruction', query: 'input', response: 'output', system: 'system', history: 'history' } }),
}

function turnPairs(history: { role: string; content: string }[]): [string, string][] {
  const pairs: [string, string][] = []
  for (const [index, turn] of history.entries()) {
    const answer = history[index + 1]
    if (turn.role === 'user' && answer?.role === 'assistant') pairs.push([turn.content, answer.content])
  }
  return pairs
}
