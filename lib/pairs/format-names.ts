/** The import formats as people read them, apart from what reads them: pages name them too. */
export const importFormatLabels = {
  alpaca: 'Alpaca',
  messages: 'Messages (OpenAI, TRL)',
  sharegpt: 'ShareGPT',
  crab: 'Crab (messages with back-translated constraints)',
  oasst2: 'OpenAssistant trees (OASST2)',
  wizardlm: 'WizardLM evol-instruct',
  orca: 'Orca-chat',
  table: 'Table (choose the columns)',
} as const

const labels = new Map<string, string>(Object.entries(importFormatLabels))

/** An import format's name as people read it; its id where it is not known any more. */
export function importFormatLabel(id: string): string {
  return labels.get(id) ?? id
}
