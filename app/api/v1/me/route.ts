import { route } from '#lib/http/route.ts'

export const GET = route({}, async ({ actor }) => ({ actor }))
