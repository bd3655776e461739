import { z } from 'zod'

/** A pair's earlier turns as the database keeps them; none where that is no list of turns. */
export const storedTurns = z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })).catch([])
