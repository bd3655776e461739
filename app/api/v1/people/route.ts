import { people } from '#lib/comments/comments.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({}, async () => ({ people: await people() }))
