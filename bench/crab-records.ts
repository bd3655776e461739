import { z } from 'zod'

const shape = z.union([
  z.object({ instruction: z.string(), input: z.string().optional(), output: z.string() }).transform(({ instruction, input, output }) => ({ asked: input ? `${instruction}\n\n${input}` : instruction, answered: output })),
  z.object({ messages: z.tuple([z.object({ content: z.string() }), z.object({ content: z.string() })]) }).transform(({ messages: [asked, answered] }) => ({ asked: asked.content, answered: answered.content })),
])

/** A record of the pairs' file, a line of JSON, as one of Crab's, with five constraints: three that a program can check and two that none can. Null for one of several turns, which Crab has not. */
export function asCrabRecord(line: string, n: number): string | null {
  const { success, data } = shape.safeParse(JSON.parse(line))
  if (!success) return null
  const { asked, answered } = data
  const words = answered.match(/[A-Za-z]{4,}/g) ?? ['nothing']
  const word = (words[n % words.length] ?? 'nothing').toLowerCase()
  return JSON.stringify({
    id: n,
    messages: [{ role: 'user', content: asked }, { role: 'assistant', content: answered }],
    Aug_instruction: {
      Additional_Instruction: {
        Digit: `Use at most ${words.length * 2 + 5} words.`,
        Keyword: `Include the word "${word}".`,
        Sentence: `Answer in at least ${1 + (n % 4)} sentences.`,
        Tone_Constraints: `Keep a friendly tone when you speak of ${word}.`,
        Target_Audience: `Answer as somebody would who knows much about ${word}.`,
      },
    },
  })
}
